package io.commercebackbone.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Verifies a token once and remembers it until it expires, within the bounds of {@link TokenCache}. Refused tokens are
 * not remembered. When the issuer's keys cannot be had, known tokens stay valid and others fail with
 * {@link AuthenticationServiceException}: the token may be good, so that is no refusal.
 */
final class VerifiedTokens implements ReactiveJwtDecoder {

    private final ReactiveJwtDecoder decoder;
    private final Clock clock;
    private final Duration maxAge;
    private final Cache<String, Jwt> verified;

    VerifiedTokens(ReactiveJwtDecoder decoder, Clock clock, TokenCache bounds) {
        this.decoder = decoder;
        this.clock = clock;
        this.maxAge = bounds.maxAge();
        this.verified = Caffeine.newBuilder()
                .maximumSize(bounds.size())
                .ticker(wallClock(clock))
                .expireAfter(Expiry.creating((String token, Jwt jwt) -> age(jwt)))
                .recordStats()
                .build();
    }

    @Override
    public Mono<Jwt> decode(String token) {
        Jwt known = verified.getIfPresent(token);
        return known != null ? Mono.just(known) : verify(token);
    }

    Cache<String, Jwt> cache() {
        return verified;
    }

    private Mono<Jwt> verify(String token) {
        return decoder.decode(token)
                .doOnNext(jwt -> verified.put(token, jwt))
                .onErrorMap(
                        e -> !(e instanceof BadJwtException),
                        e -> new AuthenticationServiceException("Tokens cannot be verified: " + e.getMessage(), e));
    }

    private Duration age(Jwt jwt) {
        Instant expiresAt = jwt.getExpiresAt();
        if (expiresAt == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), expiresAt);
        return left.isNegative() ? Duration.ZERO : left.compareTo(maxAge) < 0 ? left : maxAge;
    }

    /** Tokens expire by the clock on the wall, which a suspended machine does not stop. */
    private static Ticker wallClock(Clock clock) {
        return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
}

package io.commercebackbone.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import reactor.core.publisher.Mono;

class VerifiedTokensTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private final AdjustableClock clock = new AdjustableClock();
    private final List<String> verifications = new ArrayList<>();

    @Test
    void verifiesATokenOnce() {
        VerifiedTokens tokens = tokens(100);
        Jwt first = decode(tokens, "a expiring in 600");
        assertThat(decode(tokens, "a expiring in 600")).isSameAs(first);
        assertThat(verifications).hasSize(1);
    }

    @Test
    void verifiesAgainWhenTheTokenHasExpired() {
        VerifiedTokens tokens = tokens(100);
        decode(tokens, "a expiring in 10");
        clock.advance(Duration.ofSeconds(10));
        decode(tokens, "a expiring in 10");
        assertThat(verifications).hasSize(2);
    }

    @Test
    void verifiesAgainAfterTheLongestTime() {
        VerifiedTokens tokens = tokens(100);
        decode(tokens, "a expiring in 600");
        clock.advance(MAX_AGE.minusMillis(1));
        decode(tokens, "a expiring in 600");
        assertThat(verifications).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        decode(tokens, "a expiring in 600");
        assertThat(verifications).hasSize(2);
    }

    @Test
    void doesNotRememberARefusal() {
        VerifiedTokens tokens = tokens(100);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decode(tokens, "refused"));
        }
        assertThat(verifications).hasSize(2);
    }

    @Test
    void tellsAnUnknownTruthFromARefusal() {
        VerifiedTokens tokens = tokens(100);
        assertThatExceptionOfType(AuthenticationServiceException.class).isThrownBy(() -> decode(tokens, "issuer down"));
    }

    @Test
    void remembersNoMoreThanItMay() {
        VerifiedTokens tokens = tokens(10);
        for (int i = 0; i < 1000; i++) {
            decode(tokens, i + " expiring in 600");
        }
        tokens.cache().cleanUp();
        assertThat(tokens.cache().estimatedSize()).isLessThanOrEqualTo(10);
    }

    @Test
    void remembersNothingWhenTold() {
        VerifiedTokens tokens = tokens(0);
        decode(tokens, "a expiring in 600");
        tokens.cache().cleanUp();
        decode(tokens, "a expiring in 600");
        assertThat(verifications).hasSize(2);
    }

    private VerifiedTokens tokens(int size) {
        return new VerifiedTokens(this::verify, clock, new TokenCache(size, MAX_AGE, MAX_AGE));
    }

    private static Jwt decode(VerifiedTokens tokens, String token) {
        return tokens.decode(token).blockOptional().orElseThrow();
    }

    private Mono<Jwt> verify(String token) {
        verifications.add(token);
        return switch (token) {
            case "refused" -> Mono.error(new BadJwtException("refused"));
            case "issuer down" -> Mono.error(new JwtException("cannot reach the issuer"));
            default -> Mono.just(jwt(token));
        };
    }

    private static Jwt jwt(String token) {
        long life = Long.parseLong(token.substring(token.lastIndexOf(' ') + 1));
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .subject("someone")
                .expiresAt(START.plusSeconds(life))
                .build();
    }

    private static final class AdjustableClock extends Clock {

        private Instant now = START;

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

package io.commercebackbone.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

class CachingJwtDecoderTests {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final AtomicInteger verified = new AtomicInteger();

    @Test
    void aTokenIsVerifiedOnce() {
        JwtDecoder decoder = new CachingJwtDecoder(token -> jwt(token, NOW.plusSeconds(600)), clock, 10);

        Jwt first = decoder.decode("a");

        assertThat(decoder.decode("a")).isSameAs(first);
        decoder.decode("b");
        assertThat(verified).hasValue(2);
    }

    @Test
    void aTokenThatHasExpiredIsVerifiedAgain() {
        JwtDecoder decoder = new CachingJwtDecoder(token -> jwt(token, NOW), clock, 10);

        decoder.decode("a");
        decoder.decode("a");

        assertThat(verified).hasValue(2);
    }

    @Test
    void aRefusedTokenIsRefusedByTheVerifierEachTime() {
        JwtDecoder decoder = new CachingJwtDecoder(
                token -> {
                    verified.incrementAndGet();
                    throw new BadJwtException("forged");
                },
                clock,
                10);

        assertThatThrownBy(() -> decoder.decode("a")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> decoder.decode("a")).isInstanceOf(BadJwtException.class);
        assertThat(verified).hasValue(2);
    }

    private Jwt jwt(String token, Instant expiresAt) {
        verified.incrementAndGet();
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .issuedAt(NOW.minusSeconds(60))
                .expiresAt(expiresAt)
                .build();
    }
}

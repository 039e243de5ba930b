package io.commercebackbone.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import io.commercebackbone.gateway.Tokens;
import io.commercebackbone.gateway.Upstream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuerKeysIT {

    private static final Duration REFRESH = Duration.ofMinutes(5);

    private final Upstream issuer = new Upstream("issuer");
    private final Tokens tokens = issuer.asIssuer();
    private final SteppedClock clock = new SteppedClock();
    private final IssuerKeys keys = new IssuerKeys(issuer.url(), null, REFRESH, clock);

    @AfterEach
    void stop() {
        issuer.stop();
    }

    @Test
    void asksOnceForAnyNumberOfTokens() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(knows(tokens.keyId())).isTrue();
        }
        assertThat(issuer.keyRequests()).isEqualTo(1);
    }

    @Test
    void asksAtOnceForAKeyThatItDoesNotKnow() throws Exception {
        knows(tokens.keyId());
        tokens.takeAnotherKey();
        issuer.publish(tokens);
        assertThat(knows(tokens.keyId())).isTrue();
    }

    @Test
    void doesNotAskForEveryKeyThatAStrangerMakesUp() throws Exception {
        knows(tokens.keyId());
        for (int i = 0; i < 100; i++) {
            assertThat(knows("made up " + i)).isFalse();
        }
        assertThat(issuer.keyRequests()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(10));
        assertThat(knows("made up")).isFalse();
        assertThat(issuer.keyRequests()).isEqualTo(3);
    }

    @Test
    void forgetsAKeyThatTheIssuerHasWithdrawn() throws Exception {
        String withdrawn = tokens.keyId();
        assertThat(knows(withdrawn)).isTrue();
        tokens.takeAnotherKey();
        issuer.publish(tokens);
        clock.advance(REFRESH);
        await().atMost(Duration.ofSeconds(20)).until(() -> !knows(withdrawn));
    }

    @Test
    void keepsTheKnownKeysWhileTheIssuerIsAway() throws Exception {
        assertThat(knows(tokens.keyId())).isTrue();
        issuer.stop();
        for (int i = 0; i < 3; i++) {
            clock.advance(REFRESH);
            assertThat(knows(tokens.keyId())).isTrue();
            assertThat(knows("unknown")).isFalse();
        }
    }

    @Test
    void saysThatItCannotKnowBeforeTheIssuerWasThere() throws Exception {
        issuer.stop();
        assertThatExceptionOfType(KeySourceException.class).isThrownBy(() -> knows(tokens.keyId()));
        issuer.start();
        assertThat(knows(tokens.keyId())).isTrue();
    }

    @Test
    void believesNoMetadataOfAnotherIssuer() {
        IssuerKeys misled = new IssuerKeys(issuer.url() + "/", null, REFRESH, clock);
        assertThatExceptionOfType(KeySourceException.class)
                .isThrownBy(() -> misled.get(new JWKSelector(new JWKMatcher.Builder().build()), null));
    }

    private boolean knows(String keyId) throws KeySourceException {
        return !keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(keyId).build()), null)
                .isEmpty();
    }

    private static final class SteppedClock extends Clock {

        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

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

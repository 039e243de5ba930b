package io.commercebackbone.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformPropertiesTests {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void asksForALongSecret() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> properties("http://localhost", SECRET.substring(1), Duration.ofSeconds(1)))
                .withMessage("platform.secret must have 32 bytes or more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://platform", "platform", "/v1", "http:platform"})
    void asksForAnAddressThatCanBeCalled(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> properties(url, SECRET, Duration.ofSeconds(1)));
    }

    @Test
    void asksForATimeout() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> properties("http://localhost", SECRET, Duration.ZERO))
                .withMessageContaining("platform.timeout");
    }

    @Test
    void keepsTheSecretOutOfLogs() {
        assertThat(properties("https://localhost", SECRET, Duration.ofSeconds(1)))
                .asString()
                .contains("https://localhost")
                .doesNotContain(SECRET);
    }

    /** What tests call a platform with. */
    static PlatformProperties properties(String url, String secret, Duration timeout) {
        return new PlatformProperties(
                URI.create(url),
                secret,
                timeout,
                Duration.ofSeconds(1),
                16,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                new BreakerProperties(10, 5, 50, Duration.ofSeconds(1), 2));
    }
}

package io.commercebackbone.dataplatform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The outside platform and how it is called.
 *
 * @param url its base address, http or https
 * @param secret what calls are signed with, agreed on with the platform; 32 bytes or more, no default
 * @param timeout how long one call may take in all, connecting and reading the answer included
 * @param connectTimeout how long connecting may take
 * @param maxConcurrent how many calls are on their way at a time, per instance
 * @param maxRetryAfter how long the platform may tell us to wait
 * @param batchTime how long calls are begun for one batch of records; what is left then is read again. With
 *     {@code timeout}, well below the consumer's {@code max.poll.interval.ms}
 * @param breaker when to leave the platform alone
 */
@Validated
@ConfigurationProperties("platform")
record PlatformProperties(
        @DefaultValue("http://localhost:8090") @NotNull URI url,
        @DefaultValue("") @NotNull String secret,
        @DefaultValue("5s") @NotNull Duration timeout,
        @DefaultValue("2s") @NotNull Duration connectTimeout,
        @DefaultValue("16") @Min(1) @Max(1_000) int maxConcurrent,
        @DefaultValue("5m") @NotNull Duration maxRetryAfter,
        @DefaultValue("1m") @NotNull Duration batchTime,
        @DefaultValue @NotNull BreakerProperties breaker) {

    private static final int SHORTEST_SECRET = 32;

    PlatformProperties {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("platform.url must be an http or https address but is " + url);
        }
        if (secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
            throw new IllegalArgumentException("platform.secret must have " + SHORTEST_SECRET + " bytes or more");
        }
        positive("timeout", timeout);
        positive("connect-timeout", connectTimeout);
        positive("max-retry-after", maxRetryAfter);
        positive("batch-time", batchTime);
    }

    private static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("platform." + name + " must be positive but is " + duration);
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "PlatformProperties[url=" + url + "]";
    }
}

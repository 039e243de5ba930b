package io.commercebackbone.dataplatform;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the platform is left alone, and for how long.
 *
 * @param window of how many latest calls the failures are counted
 * @param minimumCalls how many calls there must be before it opens
 * @param failureRate percentage of failed calls at which it opens
 * @param openFor how long nothing is sent then
 * @param probes how many calls are tried afterwards, before it closes or opens again
 */
record BreakerProperties(
        @DefaultValue("10") @Min(1) @Max(10_000) int window,
        @DefaultValue("5") @Min(1) int minimumCalls,
        @DefaultValue("50") @Min(1) @Max(100) int failureRate,
        @DefaultValue("10s") @NotNull Duration openFor,
        @DefaultValue("2") @Min(1) int probes) {

    BreakerProperties {
        if (openFor.toMillis() < 1) {
            throw new IllegalArgumentException("platform.breaker.open-for must be a millisecond or more");
        }
    }
}

package io.commercebackbone.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a service that does not answer is left alone for a while.
 *
 * @param failureRate the breaker opens when this many of a hundred requests got no answer
 * @param window how many of the latest requests are counted
 * @param minimumCalls how many must have been made before it opens
 * @param openFor how long it lets nothing through
 * @param trials how many requests it then tries before it closes again
 */
@Validated
@ConfigurationProperties("gateway.breaker")
record BreakerProperties(
        @DefaultValue("50") @Min(1) @Max(100) int failureRate,
        @DefaultValue("50") @Min(1) int window,
        @DefaultValue("20") @Min(1) int minimumCalls,

        @DefaultValue("2s") @NotNull @DurationMin(millis = 1)
        Duration openFor,

        @DefaultValue("5") @Min(1) int trials) {

    CircuitBreakerConfig settings() {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(failureRate)
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(window)
                .minimumNumberOfCalls(minimumCalls)
                .waitDurationInOpenState(openFor)
                .permittedNumberOfCallsInHalfOpenState(trials)
                .build();
    }
}

package io.commercebackbone.calls;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one target is called: {@code backbone.calls.<name>}.
 *
 * @param url where it is, without a slash at the end
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for the answer once there is a connection
 * @param maxConcurrent how many calls that ask may be under way at a time, one more fails at once; and how many that tell,
 *     one more waits
 * @param retryAfter when a client is asked to come back while the target cannot be reached
 * @param breaker when to stop calling for a while
 */
record CallProperties(
        @NotNull
        @Pattern(regexp = "https?://[^/].*[^/]", message = "must be an http(s) address without a slash at its end")
        String url,

        @DefaultValue("500ms") @NotNull @DurationMin(millis = 1)
        Duration connectTimeout,

        @DefaultValue("2s") @NotNull @DurationMin(millis = 1)
        Duration readTimeout,

        @DefaultValue("32") @Min(1) int maxConcurrent,

        @DefaultValue("5s") @NotNull @DurationMin(seconds = 1)
        Duration retryAfter,

        @DefaultValue @NotNull @Valid Breaker breaker) {

    /**
     * The circuit breaker.
     *
     * @param failureRate it opens when this many of a hundred calls failed
     * @param window how many of the latest calls are counted
     * @param minimumCalls how many calls must have been made before it opens
     * @param openFor how long it lets nothing through
     * @param trials how many calls it then tries before it closes again
     */
    record Breaker(
            @DefaultValue("50") @Min(1) @Max(100) int failureRate,
            @DefaultValue("20") @Min(1) int window,
            @DefaultValue("10") @Min(1) int minimumCalls,

            @DefaultValue("5s") @NotNull @DurationMin(millis = 1)
            Duration openFor,

            @DefaultValue("3") @Min(1) int trials) {}

    /** A refusal is an answer like any other: who refuses is there. */
    CircuitBreakerConfig circuitBreaker() {
        return CircuitBreakerConfig.custom()
                .failureRateThreshold(breaker.failureRate())
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(breaker.window())
                .minimumNumberOfCalls(breaker.minimumCalls())
                .waitDurationInOpenState(breaker.openFor())
                .permittedNumberOfCallsInHalfOpenState(breaker.trials())
                .recordException(failure -> !(failure instanceof CallRefused))
                .build();
    }

    /** The longest that a call takes. */
    Duration longest() {
        return connectTimeout.plus(readTimeout);
    }

    BulkheadConfig asking() {
        return bulkhead(Duration.ZERO);
    }

    BulkheadConfig telling() {
        return bulkhead(longest());
    }

    private BulkheadConfig bulkhead(Duration wait) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(maxConcurrent)
                .maxWaitDuration(wait)
                .build();
    }
}

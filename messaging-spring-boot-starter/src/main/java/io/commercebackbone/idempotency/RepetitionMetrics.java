package io.commercebackbone.idempotency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts requests that bore a key which had been seen. */
class RepetitionMetrics {

    private final Counter repeated;
    private final Counter reused;
    private final Counter inFlight;

    RepetitionMetrics(MeterRegistry registry) {
        repeated = counter(registry, "repeated");
        reused = counter(registry, "reused");
        inFlight = counter(registry, "in-flight");
    }

    void repeated() {
        repeated.increment();
    }

    void reused() {
        reused.increment();
    }

    void inFlight() {
        inFlight.increment();
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("backbone.idempotency.requests")
                .description("Requests under a key that was seen before, by what they were answered")
                .tag("outcome", outcome)
                .register(registry);
    }
}

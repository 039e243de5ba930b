package io.commercebackbone.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** {@code http.server.requests}: how long answers took, by what is told of them. Looks each timer up once. */
final class RequestTimers {

    private static final String NAME = "http.server.requests";

    private final MeterRegistry meters;
    private final Map<ServedRequest, Timer> known = new ConcurrentHashMap<>();

    RequestTimers(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(ServedRequest served, long nanos) {
        known.computeIfAbsent(served, it -> meters.timer(NAME, it.tags())).record(nanos, TimeUnit.NANOSECONDS);
    }
}

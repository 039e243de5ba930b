package io.commercebackbone.dataplatform;

import io.commercebackbone.dataplatform.Outcome.Delivered;
import io.commercebackbone.dataplatform.Outcome.NotSent;
import io.commercebackbone.dataplatform.Outcome.Refused;
import io.commercebackbone.dataplatform.Outcome.Throttled;
import io.commercebackbone.dataplatform.Outcome.Unavailable;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** Counts what came of the events. */
@Component
class ForwardingMetrics {

    private static final String EVENTS = "dataplatform.events";

    private final MeterRegistry meters;

    ForwardingMetrics(MeterRegistry meters) {
        this.meters = meters;
        // there from the start, so that a rate over them misses nothing
        List.of("delivered", "refused", "throttled", "unavailable", "skipped").forEach(it -> add(it, 0));
    }

    /**
     * Counts a batch.
     *
     * @param skipped how many events of it were delivered before
     */
    void count(List<Attempt> attempts, int skipped) {
        attempts.stream().filter(Attempt::made).forEach(it -> add(name(it.outcome()), 1));
        add("skipped", skipped);
    }

    private void add(String outcome, int count) {
        meters.counter(EVENTS, "outcome", outcome).increment(count);
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Delivered it -> "delivered";
            case Refused it -> "refused";
            case Throttled it -> "throttled";
            case Unavailable it -> "unavailable";
            case NotSent it -> "not-sent";
        };
    }
}

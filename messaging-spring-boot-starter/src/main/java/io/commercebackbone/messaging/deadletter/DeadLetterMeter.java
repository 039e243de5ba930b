package io.commercebackbone.messaging.deadletter;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;

/** How many dead letters there are: {@code backbone.dead.letters} by topic and state. */
final class DeadLetterMeter {

    private final Ledger ledger;
    private final FollowedTopics followed;
    private final MeterRegistry meters;

    DeadLetterMeter(Ledger ledger, FollowedTopics followed, MeterRegistry meters) {
        this.ledger = ledger;
        this.followed = followed;
        this.meters = meters;
    }

    /** When the listeners are known; once, while contexts are refreshed for the management port, too. */
    @EventListener(ApplicationStartedEvent.class)
    void register() {
        for (String topic : followed.topics()) {
            for (LetterState state : LetterState.values()) {
                Gauge.builder("backbone.dead.letters", ledger, it -> it.count(topic, state))
                        .tag("topic", topic)
                        .tag("state", state.name().toLowerCase(Locale.ROOT))
                        .description("Dead letters of this service that are neither processed nor discarded")
                        .register(meters);
            }
        }
    }
}

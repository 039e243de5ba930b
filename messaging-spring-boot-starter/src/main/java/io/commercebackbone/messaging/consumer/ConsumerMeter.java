package io.commercebackbone.messaging.consumer;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.messaging.HeaderText;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How consuming goes: how long events take until they have an effect, and which records fail for what. */
class ConsumerMeter {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5)
    };

    private final MeterRegistry registry;
    private final MeterProvider<Timer> effects;
    private final Clock clock;

    ConsumerMeter(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        effects = Timer.builder("backbone.consumer.event.to.effect")
                .description("From when an event happened until it had taken effect")
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
    }

    /** A record that took effect now. One that is replayed, or does not say when it happened, measures nothing. */
    void processed(ConsumerRecord<?, ?> record) {
        String time = HeaderText.of(record, EventHeaders.TIME);
        if (time == null || HeaderText.of(record, EventHeaders.REPLAY_GROUP) != null) {
            return;
        }
        try {
            effects.withTag("topic", record.topic()).record(Duration.between(Instant.parse(time), clock.instant()));
        } catch (DateTimeException | ArithmeticException e) {
            // not a time: whoever reads the event judges it
        }
    }

    /** A record that was dead-lettered. */
    void givenUp(ConsumerRecord<?, ?> record, Throwable error) {
        failed(record, "permanent", Failures.cause(error));
    }

    /** A record that is tried again. */
    void putOff(ConsumerRecord<?, ?> record, Throwable error) {
        failed(
                record,
                "transient",
                error instanceof PermanentFailure ? Failures.cause(error) : Failures.typeName(error));
    }

    private void failed(ConsumerRecord<?, ?> record, String kind, String cause) {
        registry.counter("backbone.consumer.failures", "topic", record.topic(), "kind", kind, "cause", cause)
                .increment();
    }
}

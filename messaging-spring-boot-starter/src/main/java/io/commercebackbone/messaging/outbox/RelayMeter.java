package io.commercebackbone.messaging.outbox;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** How sending goes: each attempt by its outcome, and how long events take from their insert to Kafka. */
final class RelayMeter {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterProvider<Timer> attempts;
    private final Timer commitToAck;

    /** What came of an attempt to send an event. */
    enum Outcome {
        /** Kafka has it. */
        ACKNOWLEDGED,
        /** It is tried again. */
        RETRIED,
        /** Kafka never takes it as it is: its key is parked. */
        REFUSED
    }

    RelayMeter(MeterRegistry registry) {
        attempts = Timer.builder("outbox.send")
                .description("An attempt to send an event, from the send to Kafka's answer")
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
        commitToAck = Timer.builder("outbox.commit.to.ack")
                .description("From an event's insert to its acknowledgement by Kafka")
                .publishPercentileHistogram()
                .register(registry);
    }

    void attempted(String topic, Outcome outcome, Duration took) {
        attempts.withTags("topic", topic, "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .record(took);
    }

    void acknowledged(Duration sinceInsert) {
        commitToAck.record(sinceInsert);
    }
}

package io.commercebackbone.operations;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventType;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.SharedBroker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A topic of its own for a test, with its dead letters; things are its keys. */
final class GrownTopic {

    private static final AtomicLong SEQUENCE = new AtomicLong();

    final String name = "grown-" + UUID.randomUUID();
    final EventType<Grown> type = new EventType<>(name, 1, Grown.class);
    final SharedBroker broker = SharedBroker.with(List.of(name, Topics.deadLettersOf(name)), 2);

    record Grown(String thing, int size) {}

    void send(String thing, int size) {
        broker.send(record(thing, size));
    }

    /** @param traceparent what the record says it was caused by */
    void send(String thing, int size, String traceparent) {
        ProducerRecord<String, byte[]> record = record(thing, size);
        put(record, EventHeaders.TRACE_PARENT, traceparent);
        broker.send(record);
    }

    ProducerRecord<String, byte[]> record(String thing, int size) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                name,
                thing,
                "{\"thing\":\"%s\",\"size\":%d}".formatted(thing, size).getBytes(StandardCharsets.UTF_8));
        put(record, EventHeaders.ID, UUID.randomUUID().toString());
        put(record, EventHeaders.SOURCE, "tests");
        put(record, EventHeaders.TYPE, type.wireName());
        put(record, EventHeaders.TIME, "2026-11-22T01:02:03Z");
        put(record, EventHeaders.SEQUENCE, Long.toString(SEQUENCE.incrementAndGet()));
        return record;
    }

    /** A dead letter as a group leaves it. */
    ProducerRecord<String, byte[]> letter(String group, String cause, String thing, int size, long offset) {
        ProducerRecord<String, byte[]> of = record(thing, size);
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(Topics.deadLettersOf(name), (int) (offset % 2), thing, of.value(), of.headers());
        put(letter, EventHeaders.DEAD_LETTER_GROUP, group);
        put(letter, EventHeaders.DEAD_LETTER_CAUSE, cause);
        put(letter, EventHeaders.DEAD_LETTER_EXCEPTION, "java.lang.IllegalStateException: " + "of no use ".repeat(20));
        put(letter, EventHeaders.DEAD_LETTER_ATTEMPTS, "1");
        put(letter, EventHeaders.DEAD_LETTER_TOPIC, name);
        put(letter, EventHeaders.DEAD_LETTER_PARTITION, Long.toString(offset % 2));
        put(letter, EventHeaders.DEAD_LETTER_OFFSET, Long.toString(1_000_000 + offset));
        put(
                letter,
                EventHeaders.DEAD_LETTER_FAILED_AT,
                Instant.parse("2026-11-22T00:00:00Z").plusSeconds(offset).toString());
        return letter;
    }

    /** The copies of dead letters on the topic. */
    List<ConsumerRecord<String, byte[]>> copies() {
        return broker.read(name).stream()
                .filter(it -> it.headers().lastHeader(EventHeaders.REPLAY_GROUP) != null)
                .toList();
    }

    private static void put(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().remove(name);
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

package io.commercebackbone.messaging.consumer;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventVersions;
import io.commercebackbone.messaging.EventJson;
import io.commercebackbone.messaging.HeaderText;
import io.commercebackbone.messaging.schemas.SchemaCheck;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchListenerFailedException;
import tools.jackson.core.JacksonException;

/**
 * Reads events of records. What cannot be read is a {@link PermanentFailure}, with a cause that says why:
 * {@code undecodable}, {@code missing-header}, {@code unknown-type} or, where schemas are enforced, {@code
 * schema-violation}.
 */
public class EventReader {

    private static final int LONGEST_SOURCE = 100;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final SchemaCheck schemas;

    /** @param schemas has its say about each event that can be read */
    public EventReader(SchemaCheck schemas) {
        this.schemas = schemas;
    }

    /**
     * The event of a record.
     *
     * @throws PermanentFailure if the record does not hold one of this type
     */
    public <T> ReceivedEvent<T> read(ConsumerRecord<String, byte[]> record, EventType<T> type) {
        return read(record, EventVersions.of(type));
    }

    /**
     * The event of a record in the current version, which older ones are made into.
     *
     * @throws PermanentFailure if the record does not hold one of these versions
     */
    public <T> ReceivedEvent<T> read(ConsumerRecord<String, byte[]> record, EventVersions<T> versions) {
        String wireName = required(record, EventHeaders.TYPE);
        EventVersions.Accepted<?, T> version = versions.named(wireName)
                .orElseThrow(() -> new PermanentFailure(
                        "unknown-type", "expected " + versions.current().wireName() + " but got " + shown(wireName)));
        ReceivedEvent<T> event = decoded(record, wireName, version);
        schemas.objection(version.type(), record).ifPresent(objection -> {
            throw new PermanentFailure(
                    "schema-violation", "does not fit the schema of " + wireName + ": " + shown(objection));
        });
        return event;
    }

    private static <T> ReceivedEvent<T> decoded(
            ConsumerRecord<String, byte[]> record, String wireName, EventVersions.Accepted<?, T> version) {
        try {
            return new ReceivedEvent<>(
                    UUID.fromString(required(record, EventHeaders.ID)),
                    source(record),
                    sequence(record),
                    time(record),
                    body(record, version),
                    HeaderText.of(record, EventHeaders.TRACE_PARENT));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new PermanentFailure("undecodable", "not a " + wireName + ": " + shown(e.getMessage()), e);
        }
    }

    /** The events of a batch up to the first record that cannot be read. */
    public <T> EventBatch<T> readAll(List<ConsumerRecord<String, byte[]>> records, EventType<T> type) {
        return readAll(records, EventVersions.of(type));
    }

    /** The events of a batch in the current version, up to the first record that cannot be read. */
    public <T> EventBatch<T> readAll(List<ConsumerRecord<String, byte[]>> records, EventVersions<T> versions) {
        List<ReceivedEvent<T>> events = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                events.add(read(record, versions));
            } catch (PermanentFailure e) {
                return new EventBatch<>(events, new BatchListenerFailedException("cannot be read", e, events.size()));
            }
        }
        return new EventBatch<>(events, null);
    }

    private static <O, T> T body(ConsumerRecord<String, byte[]> record, EventVersions.Accepted<O, T> version) {
        byte[] value = record.value();
        if (value == null) {
            throw new PermanentFailure("undecodable", "the record has no body");
        }
        O body = EventJson.read(value, version.type().body());
        if (body == null) {
            throw new PermanentFailure("undecodable", "the body is null");
        }
        return version.upcast().apply(body);
    }

    private static String source(ConsumerRecord<String, byte[]> record) {
        String source = required(record, EventHeaders.SOURCE);
        if (source.length() > LONGEST_SOURCE) {
            throw new PermanentFailure("undecodable", EventHeaders.SOURCE + " is too long");
        }
        return source;
    }

    private static Instant time(ConsumerRecord<String, byte[]> record) {
        Instant time = Instant.parse(required(record, EventHeaders.TIME));
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new PermanentFailure("undecodable", EventHeaders.TIME + " is not a time of our age");
        }
        return time;
    }

    private static long sequence(ConsumerRecord<String, byte[]> record) {
        long sequence = Long.parseLong(required(record, EventHeaders.SEQUENCE));
        if (sequence < 1) {
            throw new PermanentFailure("undecodable", EventHeaders.SEQUENCE + " must be positive");
        }
        return sequence;
    }

    private static String required(ConsumerRecord<String, byte[]> record, String name) {
        String value = HeaderText.of(record, name);
        if (value == null || value.isBlank()) {
            throw new PermanentFailure("missing-header", "the record has no header " + name);
        }
        return value;
    }

    /** Text from outside, short enough for a log line. */
    private static String shown(@Nullable String text) {
        String known = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
        return known.length() > 200 ? known.substring(0, 200) + "…" : known;
    }
}

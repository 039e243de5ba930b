package io.commercebackbone.messaging.outbox;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** A stored event, and how it looks on the wire. */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
record OutboxRow(long id, UUID eventId, String topic, String key, byte[] payload, String headers, Instant createdAt) {

    ProducerRecord<String, byte[]> toRecord() {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, payload);
        Headers target = record.headers();
        put(target, EventHeaders.SPEC_VERSION, "1.0");
        put(target, EventHeaders.ID, eventId.toString());
        put(target, EventHeaders.SUBJECT, key);
        put(target, EventHeaders.SEQUENCE, Long.toString(id));
        put(target, EventHeaders.CONTENT_TYPE, "application/json");
        Map<?, ?> stored = EventJson.read(headers.getBytes(StandardCharsets.UTF_8), Map.class);
        stored.forEach((name, value) -> put(target, String.valueOf(name), String.valueOf(value)));
        return record;
    }

    private static void put(Headers target, String name, String value) {
        target.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

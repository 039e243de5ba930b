package io.commercebackbone.ranking;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.OrderCancelledEvent;
import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.events.OrderedItem;
import io.commercebackbone.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records as order-service publishes them. */
final class OrderEvents {

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private OrderEvents() {}

    static ProducerRecord<String, byte[]> ordered(UUID product, int quantity) {
        return ordered(product, quantity, Instant.now());
    }

    static ProducerRecord<String, byte[]> ordered(UUID product, int quantity, Instant at) {
        return ordered(UUID.randomUUID(), List.of(new OrderedItem(product, quantity)), at);
    }

    static ProducerRecord<String, byte[]> ordered(UUID order, List<OrderedItem> items, Instant at) {
        OrderCreatedEvent event = OrderCreatedEvent.of(order, UUID.randomUUID(), items);
        return record(EventTypes.ORDER_CREATED, order, at, EventJson.write(event));
    }

    static ProducerRecord<String, byte[]> cancelled(UUID product, int quantity, Instant orderedAt) {
        return cancelled(UUID.randomUUID(), List.of(new OrderedItem(product, quantity)), orderedAt);
    }

    static ProducerRecord<String, byte[]> cancelled(UUID order, List<OrderedItem> items, Instant orderedAt) {
        OrderCancelledEvent event = new OrderCancelledEvent(order, UUID.randomUUID(), "EXPIRED", orderedAt, items);
        return record(EventTypes.ORDER_CANCELLED, order, Instant.now(), EventJson.write(event));
    }

    static ProducerRecord<String, byte[]> record(EventType<?> type, UUID key, Instant at, byte[] body) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(type.topic(), key.toString(), body);
        header(record, EventHeaders.SPEC_VERSION, "1.0");
        header(record, EventHeaders.ID, UUID.randomUUID().toString());
        header(record, EventHeaders.SOURCE, "order-service");
        header(record, EventHeaders.TYPE, type.wireName());
        header(record, EventHeaders.TIME, at.toString());
        header(record, EventHeaders.SUBJECT, key.toString());
        header(record, EventHeaders.DATA_SCHEMA, type.dataSchema().toString());
        header(record, EventHeaders.SEQUENCE, Long.toString(SEQUENCE.incrementAndGet()));
        header(record, EventHeaders.CONTENT_TYPE, "application/json");
        return record;
    }

    /** The same record, with a header that replaces the one of that name. */
    static ProducerRecord<String, byte[]> with(ProducerRecord<String, byte[]> record, String name, String value) {
        ProducerRecord<String, byte[]> changed = copy(record, record.key(), record.value());
        changed.headers().remove(name);
        return header(changed, name, value);
    }

    /** The same headers around another key and body, on the same partition. */
    static ProducerRecord<String, byte[]> copy(
            ProducerRecord<String, byte[]> record, @Nullable String key, byte @Nullable [] body) {
        return new ProducerRecord<>(record.topic(), record.partition(), key, body, record.headers());
    }

    /** The same record, written at another time. */
    static ProducerRecord<String, byte[]> writtenAt(ProducerRecord<String, byte[]> record, Instant time) {
        return new ProducerRecord<>(
                record.topic(),
                record.partition(),
                time.toEpochMilli(),
                record.key(),
                record.value(),
                record.headers());
    }

    private static ProducerRecord<String, byte[]> header(
            ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}

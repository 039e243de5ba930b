package io.commercebackbone.cart;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.events.OrderedItem;
import io.commercebackbone.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records as order-service publishes them. */
final class OrderEvents {

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private OrderEvents() {}

    static ProducerRecord<String, byte[]> ordered(UUID user, Instant at, UUID... products) {
        OrderCreatedEvent event = OrderCreatedEvent.of(
                UUID.randomUUID(),
                user,
                Stream.of(products).map(it -> new OrderedItem(it, 1)).toList());
        return record(event.orderId(), at, EventJson.write(event));
    }

    static ProducerRecord<String, byte[]> record(UUID key, Instant at, byte[] body) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(EventTypes.ORDER_CREATED.topic(), key.toString(), body);
        header(record, EventHeaders.SPEC_VERSION, "1.0");
        header(record, EventHeaders.ID, UUID.randomUUID().toString());
        header(record, EventHeaders.SOURCE, "order-service");
        header(record, EventHeaders.TYPE, EventTypes.ORDER_CREATED.wireName());
        header(record, EventHeaders.TIME, at.toString());
        header(record, EventHeaders.SUBJECT, key.toString());
        header(
                record,
                EventHeaders.DATA_SCHEMA,
                EventTypes.ORDER_CREATED.dataSchema().toString());
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

    private static ProducerRecord<String, byte[]> header(
            ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}

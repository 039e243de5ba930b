package io.commercebackbone.dataplatform;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.messaging.EventJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records as payment-service publishes them. */
final class PaymentEvents {

    private static final AtomicLong SEQUENCE = new AtomicLong();

    private PaymentEvents() {}

    static ProducerRecord<String, byte[]> paid() {
        return paid(UUID.randomUUID());
    }

    static ProducerRecord<String, byte[]> paid(UUID order) {
        PaymentCompletedEvent event = new PaymentCompletedEvent(
                order, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), 1, new BigDecimal("32000"), "KRW");
        return record(order.toString(), EventJson.write(event));
    }

    static List<ProducerRecord<String, byte[]>> paid(int count) {
        return IntStream.range(0, count).mapToObj(it -> paid()).toList();
    }

    static ProducerRecord<String, byte[]> record(@Nullable String key, byte @Nullable [] body) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(EventTypes.PAYMENT_COMPLETED.topic(), null, key, body);
        header(record, EventHeaders.SPEC_VERSION, "1.0");
        header(record, EventHeaders.ID, UUID.randomUUID().toString());
        header(record, EventHeaders.SOURCE, "payment-service");
        header(record, EventHeaders.TYPE, EventTypes.PAYMENT_COMPLETED.wireName());
        header(record, EventHeaders.TIME, Instant.now().toString());
        header(record, EventHeaders.SUBJECT, String.valueOf(key));
        header(
                record,
                EventHeaders.DATA_SCHEMA,
                EventTypes.PAYMENT_COMPLETED.dataSchema().toString());
        header(record, EventHeaders.SEQUENCE, Long.toString(SEQUENCE.incrementAndGet()));
        header(record, EventHeaders.CONTENT_TYPE, "application/json");
        return record;
    }

    static ProducerRecord<String, byte[]> onPartition(int partition, ProducerRecord<String, byte[]> record) {
        return new ProducerRecord<>(record.topic(), partition, record.key(), record.value(), record.headers());
    }

    /** The same record, with a header that replaces the one of that name. */
    static ProducerRecord<String, byte[]> with(ProducerRecord<String, byte[]> record, String name, String value) {
        ProducerRecord<String, byte[]> changed = onPartition(0, record);
        changed.headers().remove(name);
        return header(changed, name, value);
    }

    static String id(ProducerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader(EventHeaders.ID).value(), StandardCharsets.UTF_8);
    }

    static List<String> ids(List<ProducerRecord<String, byte[]>> records) {
        return records.stream().map(PaymentEvents::id).toList();
    }

    private static ProducerRecord<String, byte[]> header(
            ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }
}

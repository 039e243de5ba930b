package io.commercebackbone.load;

import com.github.f4b6a3.uuid.UuidCreator;
import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as the services publish them, from a source of the load tool's own. */
final class Events {

    private static final String SOURCE = "load-" + UUID.randomUUID();
    private static final AtomicLong SEQUENCE = new AtomicLong();

    private Events() {}

    static byte[] orderCreated(UUID order, UUID user, UUID product) {
        return """
                {"orderId":"%s","userId":"%s","productIds":["%s"],"items":[{"productId":"%s","quantity":1}]}""".formatted(order, user, product, product).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] paymentCompleted(UUID order, UUID user, UUID payment, UUID shipment) {
        return """
                {"orderId":"%s","userId":"%s","paymentId":"%s","shipmentId":"%s","attempt":1,"amount":%d,"currency":"KRW"}""".formatted(order, user, payment, shipment, UnpaidOrders.AMOUNT)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The headers as the outbox holds them. */
    static String storedHeaders(EventType<?> type) {
        return """
                {"ce_type":"%s","ce_source":"%s","ce_time":"%s","ce_dataschema":"%s"}""".formatted(type.wireName(), SOURCE, Instant.now(), type.dataSchema());
    }

    static ProducerRecord<String, byte[]> orderCreatedRecord(UUID product) {
        UUID order = UuidCreator.getTimeOrderedEpoch();
        return record(EventTypes.ORDER_CREATED, order, orderCreated(order, UUID.randomUUID(), product));
    }

    static ProducerRecord<String, byte[]> paymentCompletedRecord(UUID order, UUID user) {
        return record(
                EventTypes.PAYMENT_COMPLETED,
                order,
                paymentCompleted(order, user, UuidCreator.getTimeOrderedEpoch(), UuidCreator.getTimeOrderedEpoch()));
    }

    private static ProducerRecord<String, byte[]> record(EventType<?> type, UUID order, byte[] body) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(type.topic(), order.toString(), body);
        Map.of(
                        EventHeaders.SPEC_VERSION, "1.0",
                        EventHeaders.ID, UuidCreator.getTimeOrderedEpoch().toString(),
                        EventHeaders.SOURCE, SOURCE,
                        EventHeaders.TYPE, type.wireName(),
                        EventHeaders.TIME, Instant.now().toString(),
                        EventHeaders.SUBJECT, order.toString(),
                        EventHeaders.SEQUENCE, Long.toString(SEQUENCE.incrementAndGet()),
                        EventHeaders.CONTENT_TYPE, "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}

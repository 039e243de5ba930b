package io.commercebackbone.load;

import com.github.f4b6a3.uuid.UuidCreator;
import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventTypes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as order-service publishes them, from a source of the load tool's own. */
final class Events {

    private static final String SOURCE = "load-" + UUID.randomUUID();

    private Events() {}

    static byte[] orderCreated(UUID order, UUID user, UUID product) {
        return """
                {"orderId":"%s","userId":"%s","productIds":["%s"],"items":[{"productId":"%s","quantity":1}]}""".formatted(order, user, product, product).getBytes(StandardCharsets.UTF_8);
    }

    /** The headers as the outbox holds them. */
    static String storedHeaders() {
        return """
                {"ce_type":"%s","ce_source":"%s","ce_time":"%s","ce_dataschema":"%s"}""".formatted(
                EventTypes.ORDER_CREATED.wireName(), SOURCE, Instant.now(), EventTypes.ORDER_CREATED.dataSchema());
    }

    static ProducerRecord<String, byte[]> orderCreatedRecord(long sequence, UUID product) {
        UUID order = UuidCreator.getTimeOrderedEpoch();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                EventTypes.ORDER_CREATED.topic(), order.toString(), orderCreated(order, UUID.randomUUID(), product));
        Map.of(
                        EventHeaders.SPEC_VERSION, "1.0",
                        EventHeaders.ID, UuidCreator.getTimeOrderedEpoch().toString(),
                        EventHeaders.SOURCE, SOURCE,
                        EventHeaders.TYPE, EventTypes.ORDER_CREATED.wireName(),
                        EventHeaders.TIME, Instant.now().toString(),
                        EventHeaders.SUBJECT, order.toString(),
                        EventHeaders.SEQUENCE, Long.toString(sequence),
                        EventHeaders.CONTENT_TYPE, "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}

package io.commercebackbone.order.ordering;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.EventJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What payment-service publishes of an order that was paid at the first attempt. */
final class PaidOrder {

    private PaidOrder() {}

    static ProducerRecord<String, byte[]> record(UUID key, UUID order) {
        PaymentCompletedEvent body = new PaymentCompletedEvent(
                order, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), 1, BigDecimal.TEN, "KRW");
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.PAYMENT_COMPLETED, key.toString(), EventJson.write(body));
        Map.of(
                        EventHeaders.ID, UUID.randomUUID().toString(),
                        EventHeaders.SOURCE, "payment-service",
                        EventHeaders.TYPE, EventTypes.PAYMENT_COMPLETED.wireName(),
                        EventHeaders.TIME, Instant.now().toString(),
                        EventHeaders.SEQUENCE, "1")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}

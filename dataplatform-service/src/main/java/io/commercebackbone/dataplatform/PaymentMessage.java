package io.commercebackbone.dataplatform;

import io.commercebackbone.events.PaymentCompletedEvent;
import io.commercebackbone.messaging.consumer.ReceivedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * What the platform is told: a contract with the outside, which our events may change behind.
 *
 * @param eventId the same in every delivery, and the call's {@code Idempotency-Key}
 * @param schemaVersion rises when this record changes in a way that a reader would notice
 * @param occurredAt when it was paid
 * @param sequence rises within an order
 */
record PaymentMessage(
        UUID eventId, String eventType, int schemaVersion, Instant occurredAt, long sequence, Payment payment) {

    private static final String EVENT_TYPE = "payment.completed";
    private static final int SCHEMA_VERSION = 1;

    /**
     * What was paid.
     *
     * @param attempt how many payments of the order were begun, this one included
     * @param amount in {@code currency}
     * @param currency ISO 4217
     */
    record Payment(
            UUID id, UUID orderId, UUID userId, int attempt, BigDecimal amount, String currency, UUID shipmentId) {}

    static PaymentMessage of(ReceivedEvent<PaymentCompletedEvent> event) {
        PaymentCompletedEvent body = event.body();
        return new PaymentMessage(
                event.id(),
                EVENT_TYPE,
                SCHEMA_VERSION,
                event.time(),
                event.sequence(),
                new Payment(
                        body.paymentId(),
                        body.orderId(),
                        body.userId(),
                        body.attempt(),
                        body.amount(),
                        body.currency(),
                        body.shipmentId()));
    }
}

package io.commercebackbone.payment.payments.web;

import io.commercebackbone.payment.payments.Payment;
import io.commercebackbone.payment.payments.PaymentStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What decided an attempt.
 *
 * @param attempt the one that was asked for, or the one under which the order is paid
 * @param paymentId null if the attempt was given up
 * @param eventId the event that tells it; null if none does
 */
record AttemptResponse(
        UUID orderId,
        int attempt,
        PaymentStatus status,
        @Nullable UUID paymentId,
        @Nullable UUID shipmentId,
        @Nullable String reason,
        @Nullable UUID eventId) {

    static AttemptResponse of(Payment payment) {
        return new AttemptResponse(
                payment.orderId().value(),
                payment.attempt(),
                payment.status(),
                payment.status() == PaymentStatus.ABORTED ? null : payment.id().value(),
                payment.shipmentId() == null ? null : payment.shipmentId().value(),
                payment.reason(),
                payment.eventId());
    }
}

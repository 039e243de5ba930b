package io.commercebackbone.payment.orders;

import io.commercebackbone.payment.payments.Payment;
import io.commercebackbone.payment.payments.PaymentStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells how an attempt was decided.
 *
 * @param eventId the event that tells the same; null if none does
 */
record OutcomeNotice(
        int attempt,
        PaymentStatus status,
        @Nullable UUID paymentId,
        @Nullable UUID shipmentId,
        @Nullable String reason,
        @Nullable UUID eventId) {

    static OutcomeNotice of(Payment payment) {
        return new OutcomeNotice(
                payment.attempt(),
                payment.status(),
                payment.status() == PaymentStatus.ABORTED ? null : payment.id().value(),
                payment.shipmentId() == null ? null : payment.shipmentId().value(),
                payment.reason(),
                payment.eventId());
    }
}

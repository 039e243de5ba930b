package io.commercebackbone.payment.payments.web;

import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.payments.Payment;
import io.commercebackbone.payment.payments.PaymentStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt to pay an order was decided.
 *
 * @param amount null if the attempt was given up
 * @param reason why it failed; null if it did not
 * @param shipmentId null if the order was not paid
 * @param paidAt null if the order was not paid
 */
record PaymentResponse(
        UUID id,
        UUID orderId,
        int attempt,
        PaymentStatus status,
        @Nullable BigDecimal amount,
        String currency,
        @Nullable String reason,
        @Nullable UUID shipmentId,
        @Nullable Instant paidAt,
        Instant createdAt) {

    static PaymentResponse of(Payment payment) {
        return new PaymentResponse(
                payment.id().value(),
                payment.orderId().value(),
                payment.attempt(),
                payment.status(),
                payment.amount() == null ? null : payment.amount().amount(),
                Money.CURRENCY,
                payment.reason(),
                payment.shipmentId() == null ? null : payment.shipmentId().value(),
                payment.status() == PaymentStatus.COMPLETED ? payment.createdAt() : null,
                payment.createdAt());
    }
}

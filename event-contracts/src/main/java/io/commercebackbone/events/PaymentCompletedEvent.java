package io.commercebackbone.events;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * An order was paid: the balance was deducted, the payment recorded and the shipment created in one transaction.
 *
 * @param attempt the order's fencing number that the payment was made under: 1 or more
 * @param amount what was paid, in {@code currency}
 * @param currency ISO 4217
 */
public record PaymentCompletedEvent(
        UUID orderId, UUID userId, UUID paymentId, UUID shipmentId, int attempt, BigDecimal amount, String currency) {

    public PaymentCompletedEvent {
        Require.present(orderId, "orderId");
        Require.present(userId, "userId");
        Require.present(paymentId, "paymentId");
        Require.present(shipmentId, "shipmentId");
        Require.positive(attempt, "attempt");
        Require.present(amount, "amount");
        Require.present(currency, "currency");
    }
}

package io.commercebackbone.events;

import java.util.UUID;

/**
 * A payment of an order was refused and moved no money.
 *
 * @param attempt the order's fencing number that the payment was tried under: 1 or more
 * @param reason why, such as {@code INSUFFICIENT_BALANCE}; readers must accept values they do not know
 */
public record PaymentFailedEvent(UUID orderId, UUID userId, int attempt, String reason) {

    public PaymentFailedEvent {
        Require.present(orderId, "orderId");
        Require.present(userId, "userId");
        Require.positive(attempt, "attempt");
        Require.present(reason, "reason");
    }
}

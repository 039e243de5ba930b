package io.commercebackbone.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order was cancelled, and its stock and coupon given back in the same transaction. Final: nothing follows it.
 *
 * @param reason why, such as {@code USER_REQUEST}, {@code PAYMENT_FAILED}, {@code EXPIRED} or {@code REFUNDED};
 *     readers must accept values they do not know
 * @param orderedAt when the order had been placed
 * @param items what had been ordered
 */
public record OrderCancelledEvent(
        UUID orderId, UUID userId, String reason, Instant orderedAt, List<OrderedItem> items) {

    public OrderCancelledEvent {
        Require.present(orderId, "orderId");
        Require.present(userId, "userId");
        Require.present(reason, "reason");
        Require.present(orderedAt, "orderedAt");
        items = Require.notEmpty(items, "items");
    }
}

package io.commercebackbone.events;

import java.util.List;
import java.util.UUID;

/**
 * An order was placed and its stock deducted. Published once in effect per order, as the order's first event; carries
 * neither stock nor prices.
 *
 * @param productIds the products of {@code items}, in the same order
 */
public record OrderCreatedEvent(UUID orderId, UUID userId, List<UUID> productIds, List<OrderedItem> items) {

    public OrderCreatedEvent {
        Require.present(orderId, "orderId");
        Require.present(userId, "userId");
        productIds = Require.notEmpty(productIds, "productIds");
        items = Require.notEmpty(items, "items");
    }

    /** The event of an order with these items. */
    public static OrderCreatedEvent of(UUID orderId, UUID userId, List<OrderedItem> items) {
        return new OrderCreatedEvent(
                orderId, userId, items.stream().map(OrderedItem::productId).toList(), items);
    }
}

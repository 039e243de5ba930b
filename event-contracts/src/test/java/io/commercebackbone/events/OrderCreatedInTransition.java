package io.commercebackbone.events;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Version 1 as a writer of version 2 publishes it while there are readers of version 1: what version 2 says stands beside
 * what version 1 says. A reader of version 2 reads both this and plain version 1 as this.
 */
public record OrderCreatedInTransition(
        UUID orderId,
        UUID userId,
        List<UUID> productIds,
        List<OrderedItem> items,
        @Nullable UUID customerId,
        @Nullable String channel) {

    static final EventType<OrderCreatedInTransition> TYPE =
            new EventType<>(Topics.ORDER_CREATED, 1, OrderCreatedInTransition.class);

    public OrderCreatedInTransition {
        Require.present(orderId, "orderId");
        Require.present(userId, "userId");
        productIds = Require.notEmpty(productIds, "productIds");
        items = Require.notEmpty(items, "items");
    }

    static OrderCreatedInTransition of(OrderCreatedV2 event) {
        List<UUID> products = event.items().stream().map(OrderedItem::productId).toList();
        return new OrderCreatedInTransition(
                event.orderId(), event.customerId(), products, event.items(), event.customerId(), event.channel());
    }

    OrderCreatedV2 toVersion2() {
        return new OrderCreatedV2(
                orderId,
                Objects.requireNonNullElse(customerId, userId),
                Objects.requireNonNullElse(channel, OrderCreatedV2.UNKNOWN_CHANNEL),
                items);
    }
}

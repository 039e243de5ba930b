package io.commercebackbone.events;

import java.util.List;
import java.util.UUID;

/**
 * A version to come, to try the change of versions on: the user is called customer, the channel is new, and the list of
 * products that the items repeat is gone.
 */
public record OrderCreatedV2(UUID orderId, UUID customerId, String channel, List<OrderedItem> items) {

    static final String UNKNOWN_CHANNEL = "UNKNOWN";

    static final EventType<OrderCreatedV2> TYPE = new EventType<>(Topics.ORDER_CREATED, 2, OrderCreatedV2.class);

    static final EventVersions<OrderCreatedV2> VERSIONS =
            EventVersions.of(TYPE).and(OrderCreatedInTransition.TYPE, OrderCreatedInTransition::toVersion2);

    public OrderCreatedV2 {
        Require.present(orderId, "orderId");
        Require.present(customerId, "customerId");
        Require.present(channel, "channel");
        items = Require.notEmpty(items, "items");
    }
}

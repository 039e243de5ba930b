package io.commercebackbone.order.ordering;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.messaging.outbox.ExpectedEvents;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Every order must have been published as created, at the moment it was. */
@Component
class PlacedOrders implements ExpectedEvents<OrderCreatedEvent> {

    private static final UUID FIRST = new UUID(0, 0);

    private final OrderRepository orders;

    PlacedOrders(OrderRepository orders) {
        this.orders = orders;
    }

    @Override
    public EventType<OrderCreatedEvent> type() {
        return EventTypes.ORDER_CREATED;
    }

    @Override
    public List<UUID> keys(Instant from, Instant to, @Nullable UUID after, int limit) {
        return orders.placedIn(from, to, after == null ? FIRST : after, Limit.of(limit)).stream()
                .map(OrderId::value)
                .toList();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<OutgoingEvent<OrderCreatedEvent>> event(UUID key) {
        return orders.lock(key)
                .map(order -> OutgoingEvent.of(type(), key, order.view().createdAt(), order.created(), null));
    }
}

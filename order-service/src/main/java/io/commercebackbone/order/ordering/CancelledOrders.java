package io.commercebackbone.order.ordering;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.OrderCancelledEvent;
import io.commercebackbone.messaging.outbox.ExpectedEvents;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every cancelled order must have been published as such. When it was cancelled is not kept: it is looked for by when it
 * was placed, and its event says when it was found.
 */
@Component
class CancelledOrders implements ExpectedEvents<OrderCancelledEvent> {

    private static final UUID FIRST = new UUID(0, 0);

    private final OrderRepository orders;
    private final Clock clock;

    CancelledOrders(OrderRepository orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public EventType<OrderCancelledEvent> type() {
        return EventTypes.ORDER_CANCELLED;
    }

    @Override
    public List<UUID> keys(Instant from, Instant to, @Nullable UUID after, int limit) {
        return orders.placedIn(from, to, OrderStatus.CANCELLED, after == null ? FIRST : after, Limit.of(limit)).stream()
                .map(OrderId::value)
                .toList();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<OutgoingEvent<OrderCancelledEvent>> event(UUID key) {
        return orders.lock(key)
                .filter(Order::isCancelled)
                .map(order -> OutgoingEvent.of(type(), key, clock.instant(), order.cancelled(), null));
    }
}

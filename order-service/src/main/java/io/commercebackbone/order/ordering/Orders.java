package io.commercebackbone.order.ordering;

import io.commercebackbone.order.group.GroupWriter;
import io.commercebackbone.paging.Page;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Placing orders and reading them. A user sees no order but his own. */
@Service
public class Orders {

    private static final UUID HIGHEST = new UUID(-1, -1);

    private final GroupWriter<PlaceOrder, PlaceOrderResult> writer;
    private final OrderRepository orders;
    private final OrderMetrics metrics;
    private final OrderingProperties properties;

    Orders(
            GroupWriter<PlaceOrder, PlaceOrderResult> writer,
            OrderRepository orders,
            OrderMetrics metrics,
            OrderingProperties properties) {
        this.writer = writer;
        this.orders = orders;
        this.metrics = metrics;
        this.properties = properties;
    }

    /**
     * Places an order together with others that come at the same time, and waits until it is committed, a bounded time.
     * Orders of one instance are decided in the order in which they come here. Must not be called in a transaction.
     *
     * @throws IllegalArgumentException if the order has too many lines
     * @throws IllegalStateException if it could not be placed and nobody knows why; nothing was changed
     */
    public PlaceOrderResult place(PlaceOrder command) {
        if (command.lines().size() > properties.maxLines()) {
            throw new IllegalArgumentException("an order must have %d items at most but has %d"
                    .formatted(properties.maxLines(), command.lines().size()));
        }
        PlaceOrderResult result = writer.submit(command);
        metrics.count(result);
        return result;
    }

    @Transactional(readOnly = true)
    public Optional<OrderView> find(UUID userId, OrderId id) {
        return orders.findOf(userId, id.value()).map(Order::view);
    }

    /**
     * A user's orders, latest first.
     *
     * @param status only orders that stand there; null for all
     * @param after the last order the caller has seen; null starts at the latest
     */
    @Transactional(readOnly = true)
    public Page<OrderView> list(UUID userId, @Nullable OrderStatus status, @Nullable OrderId after, int limit) {
        UUID before = after == null ? HIGHEST : after.value();
        Limit rows = Limit.of(limit + 1);
        List<Order> found = status == null
                ? orders.ofUserBefore(userId, before, rows)
                : orders.ofUserInBefore(userId, status, before, rows);
        return Page.of(found, limit).map(Order::view);
    }
}

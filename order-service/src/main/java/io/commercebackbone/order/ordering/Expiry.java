package io.commercebackbone.order.ordering;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends orders that time has overtaken. Every call is a transaction of its own under the order's row lock. */
@Service
@Transactional
class Expiry {

    private final OrderRepository orders;
    private final Cancellation cancellation;

    Expiry(OrderRepository orders, Cancellation cancellation) {
        this.orders = orders;
        this.cancellation = cancellation;
    }

    /**
     * Cancels those of them that nobody has begun to pay or ended otherwise, all with one commit: many orders of a product
     * that everybody wants would else wait for its lock one after the other, longer than they come.
     */
    public void expire(List<OrderId> ids, Instant now) {
        List<Order> expired = orders
                .lockInIdOrder(ids.stream().map(OrderId::value).toArray(UUID[]::new))
                .stream()
                .filter(order -> order.hasExpired(now))
                .toList();
        if (!expired.isEmpty()) {
            cancellation.cancel(expired, CancelReason.EXPIRED, null);
        }
    }

    /** Cancels the order unless somebody has begun to pay it, or ended it otherwise. */
    public void expire(OrderId id, Instant now) {
        orders.lock(id.value())
                .filter(order -> order.hasExpired(now))
                .ifPresent(order -> cancellation.cancel(order, CancelReason.EXPIRED, null));
    }
}

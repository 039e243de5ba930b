package io.commercebackbone.order.ordering;

import java.time.Instant;
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

    /** Cancels the order unless somebody has begun to pay it, or ended it otherwise. */
    public void expire(OrderId id, Instant now) {
        orders.lock(id.value())
                .filter(order -> order.hasExpired(now))
                .ifPresent(order -> cancellation.cancel(order, CancelReason.EXPIRED, null));
    }
}

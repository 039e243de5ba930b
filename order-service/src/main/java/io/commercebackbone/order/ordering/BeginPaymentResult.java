package io.commercebackbone.order.ordering;

import io.commercebackbone.order.Money;
import java.time.Instant;

/** Whether an order may be paid now; only the first changed anything, and only when it was not begun before. */
public sealed interface BeginPaymentResult {

    /**
     * The attempt is under way.
     *
     * @param attempt the order's fencing number of it: 1 or more
     * @param leaseUntil when its outcome will be asked for, if nobody has told it
     */
    record Begun(OrderId orderId, int attempt, Money amount, Instant leaseUntil) implements BeginPaymentResult {}

    /** Another payment of the order is under way. */
    record InProgress() implements BeginPaymentResult {}

    /** It was paid or cancelled, or has expired. */
    record NotPayable(OrderStatus status) implements BeginPaymentResult {}

    /** There is no such order, or it is somebody else's. */
    record NoSuchOrder() implements BeginPaymentResult {}
}

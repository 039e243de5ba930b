package io.commercebackbone.payment.payments;

import io.commercebackbone.payment.OrderId;
import java.util.UUID;

/** The service that keeps the orders, as payments need it. Both calls block, and neither belongs in a transaction. */
public interface PayableOrders {

    /**
     * Begins an attempt to pay; the same key gets the same attempt until it is decided or given up.
     *
     * @throws RuntimeException if it cannot be asked; then it is not known whether an attempt was begun, and one that
     *     was is given up by itself
     */
    BeginResult begin(OrderId order, UUID user, String key);

    /**
     * Tells how an attempt was decided, once, and fails silently: the event tells it too.
     *
     * @return whether it is known there now
     */
    boolean tell(Payment decided);
}

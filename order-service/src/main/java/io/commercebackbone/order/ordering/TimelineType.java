package io.commercebackbone.order.ordering;

/** What can happen to an order. */
public enum TimelineType {
    ORDER_CREATED,
    /** A payment began: the order is PAYING. */
    PAYMENT_STARTED,
    /** The payment was given up before it took anything: the order is PENDING again. */
    PAYMENT_ABORTED,
    PAYMENT_FAILED,
    PAYMENT_COMPLETED,
    /** The order was cancelled already when its payment became known: the money is to be given back. */
    REFUND_DUE,
    /** The user wants a paid order cancelled: its money is being given back. */
    CANCEL_REQUESTED,
    /** The shipment had left before the money could be given back: the order goes on. */
    CANCEL_REFUSED,
    REFUNDED,
    /** The order is cancelled, but its shipment has left: somebody has to decide what becomes of the money. */
    REFUND_REFUSED,
    ORDER_CANCELLED,
    SHIPPING_STARTED,
    DELIVERED
}

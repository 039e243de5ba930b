package io.commercebackbone.order.ordering;

/** What became of the wish to cancel an order. */
public sealed interface CancelOrderResult {

    /** It is cancelled, since now or since before, whatever the reason. */
    record Cancelled(OrderView order) implements CancelOrderResult {}

    /** A payment is under way; once that is decided, it may be tried again. Nothing was changed. */
    record BeingPaid() implements CancelOrderResult {}

    /** Its shipment has left. Nothing was changed. */
    record NotCancellable(OrderStatus status) implements CancelOrderResult {}

    /** The wish is noted; its payment will be given back and the order cancelled, unless the shipment leaves before. */
    record RefundDue() implements CancelOrderResult {}

    /** There is no such order, or it is somebody else's. */
    record NoSuchOrder() implements CancelOrderResult {}
}

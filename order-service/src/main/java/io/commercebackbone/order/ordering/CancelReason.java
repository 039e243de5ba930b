package io.commercebackbone.order.ordering;

/** Why an order was cancelled. */
public enum CancelReason {
    USER_REQUEST,
    PAYMENT_FAILED,
    EXPIRED,
    REFUNDED
}

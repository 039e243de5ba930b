package io.commercebackbone.order.ordering;

/** Where an order stands. */
public enum OrderStatus {
    /** Placed, its stock deducted; waits to be paid. */
    PENDING,
    /** A payment is under way. */
    PAYING,
    PAID,
    SHIPPING,
    DELIVERED,
    /** Final; its stock was given back. */
    CANCELLED
}

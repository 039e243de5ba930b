package io.commercebackbone.order.catalogue;

/** How much of a product is left. */
public enum Availability {
    IN_STOCK,
    /** Few are left; how few that is, is configured. */
    LOW,
    SOLD_OUT
}

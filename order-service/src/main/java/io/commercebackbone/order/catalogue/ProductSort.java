package io.commercebackbone.order.catalogue;

/** The orders in which products are listed; products that are equal in it are listed by id. */
public enum ProductSort {
    /** Latest created first. */
    NEWEST,
    /** By the name's Unicode code points, ascending. */
    NAME,
    /** Cheapest first. */
    PRICE
}

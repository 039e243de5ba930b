package io.commercebackbone.order.coupons;

/** What a discount's value means. */
public enum DiscountType {
    /** An amount in KRW. */
    FIXED,
    /** Per cent of the order's total. */
    RATE
}

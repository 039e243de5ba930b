package io.commercebackbone.order.coupons;

/** Whether a coupon can be used. */
public enum CouponStatus {
    AVAILABLE,
    /** In an order that was not cancelled. */
    USED,
    /** Not used, and its campaign is over. */
    EXPIRED
}

package io.commercebackbone.order.ordering;

import io.commercebackbone.order.catalogue.ProductId;
import io.commercebackbone.order.catalogue.ProductView;
import io.commercebackbone.order.coupons.CouponId;

/** What became of a {@link PlaceOrder}. */
public sealed interface PlaceOrderResult {

    /** The order, its stock and its event are committed. */
    record Placed(OrderView order) implements PlaceOrderResult {}

    /** The order breaks a rule; nothing was changed. */
    sealed interface Refused extends PlaceOrderResult {}

    record ProductNotFound(ProductId productId) implements Refused {}

    /** @param product what is wanted, as it was when the order was decided */
    record InsufficientStock(ProductView product, int wanted) implements Refused {}

    /** There is no such coupon of the user, it is used, not valid now, or the order is too small for it. */
    record CouponNotUsable(CouponId couponId) implements Refused {}

    /** There was no capacity to place it in time. Nothing was changed; trying again is safe and may succeed. */
    record Busy() implements PlaceOrderResult {}

    /** The answer of the database is missing: the order was placed as a whole or not at all. */
    record Unconfirmed(OrderId id) implements PlaceOrderResult {}
}

package io.commercebackbone.order.ordering.web;

import io.commercebackbone.order.catalogue.ProductId;
import io.commercebackbone.order.coupons.CouponId;
import io.commercebackbone.order.ordering.PlaceOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to be placed. Prices are the server's: there is no way to give one.
 *
 * @param items what to order, each product once
 * @param couponId the caller's coupon to be used, if any
 */
record PlaceOrderRequest(
        @NotNull @Size(min = 1, max = PlaceOrder.MOST_PRODUCTS)
        List<@NotNull @Valid Item> items,

        @Nullable UUID couponId) {

    /** How many of a product. */
    record Item(
            @NotNull UUID productId,
            @NotNull @Min(1) @Max(PlaceOrder.MOST_UNITS) Integer quantity) {}

    @Nullable
    CouponId coupon() {
        return couponId == null ? null : new CouponId(couponId);
    }

    List<PlaceOrder.Line> lines() {
        return items.stream()
                .map(item -> new PlaceOrder.Line(new ProductId(item.productId()), item.quantity()))
                .toList();
    }
}

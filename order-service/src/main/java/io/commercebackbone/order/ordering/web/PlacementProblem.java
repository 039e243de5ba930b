package io.commercebackbone.order.ordering.web;

import io.commercebackbone.http.Problem;
import io.commercebackbone.order.ordering.OrderId;
import io.commercebackbone.order.ordering.PlaceOrderResult.CouponNotUsable;
import io.commercebackbone.order.ordering.PlaceOrderResult.InsufficientStock;
import io.commercebackbone.order.ordering.PlaceOrderResult.ProductNotFound;
import io.commercebackbone.order.ordering.PlaceOrderResult.Refused;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** How an order that was not placed is answered. */
final class PlacementProblem {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private PlacementProblem() {}

    static Problem of(Refused refused) {
        return switch (refused) {
            case ProductNotFound it ->
                new Problem(
                        HttpStatus.NOT_FOUND,
                        "product-not-found",
                        "Product %s does not exist".formatted(it.productId()));
            case InsufficientStock it ->
                new Problem(
                        HttpStatus.CONFLICT,
                        "insufficient-stock",
                        "Product %s (%s): %d wanted, %d available"
                                .formatted(
                                        it.product().id(),
                                        it.product().name(),
                                        it.wanted(),
                                        it.product().stock()));
            case CouponNotUsable it ->
                new Problem(
                        HttpStatus.CONFLICT, "coupon-not-usable", "Coupon %s cannot be used".formatted(it.couponId()));
        };
    }

    static Problem busy() {
        return Problem.retryable(
                HttpStatus.SERVICE_UNAVAILABLE,
                "order-intake-busy",
                "More orders are waiting than can be placed in time; this one was not placed",
                RETRY_AFTER);
    }

    /** No Retry-After: trying again may order twice. */
    static Problem unconfirmed(OrderId id) {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "order-unconfirmed",
                "It is not known whether the order was placed; look at /orders/%s before trying again".formatted(id));
    }
}

package io.commercebackbone.order.ordering;

import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.order.catalogue.ProductId;
import io.commercebackbone.order.coupons.CouponId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user's wish to order.
 *
 * @param id the id the order will have
 * @param lines one or more, each of another product
 * @param couponId the user's coupon to be used, if any
 * @param placedAt when the request arrived: the order's creation time and its event's
 * @param traceparent W3C trace context of the request, carried with the event
 * @param receipt stored with what becomes of it
 */
public record PlaceOrder(
        OrderId id,
        UUID userId,
        List<Line> lines,
        @Nullable CouponId couponId,
        Instant placedAt,
        @Nullable String traceparent,
        Receipt<PlaceOrderResult> receipt) {

    /** The most units of one product in an order. */
    public static final int MOST_UNITS = 999;

    /** The most products that an order can be configured to have. */
    public static final int MOST_PRODUCTS = 500;

    public PlaceOrder {
        lines = List.copyOf(lines);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order needs at least one item");
        }
        Set<ProductId> seen = new HashSet<>();
        for (Line line : lines) {
            if (!seen.add(line.productId())) {
                throw new IllegalArgumentException("product " + line.productId() + " is there more than once");
            }
        }
    }

    /** For a request that bears no key. */
    public PlaceOrder(
            OrderId id,
            UUID userId,
            List<Line> lines,
            @Nullable CouponId couponId,
            Instant placedAt,
            @Nullable String traceparent) {
        this(id, userId, lines, couponId, placedAt, traceparent, Receipt.none());
    }

    /**
     * How many of a product.
     *
     * @param quantity 1 to {@value #MOST_UNITS}
     */
    public record Line(ProductId productId, int quantity) {

        public Line {
            if (quantity < 1 || quantity > MOST_UNITS) {
                throw new IllegalArgumentException(
                        "quantity must be from 1 to %d but is %d".formatted(MOST_UNITS, quantity));
            }
        }
    }
}

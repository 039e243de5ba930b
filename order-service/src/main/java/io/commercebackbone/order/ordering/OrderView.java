package io.commercebackbone.order.ordering;

import io.commercebackbone.order.Money;
import io.commercebackbone.order.coupons.CouponId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is at one moment.
 *
 * @param couponId the coupon that it uses, or used before it was cancelled; null without one
 * @param paymentAmount what is to be paid: total less discount
 * @param expiresAt until when it can be paid
 * @param cancelReason why it was cancelled; null while it is not
 */
public record OrderView(
        OrderId id,
        UUID userId,
        OrderStatus status,
        List<OrderLine> lines,
        @Nullable CouponId couponId,
        Money totalAmount,
        Money discountAmount,
        Money paymentAmount,
        Instant createdAt,
        Instant expiresAt,
        @Nullable CancelReason cancelReason) {

    public OrderView {
        lines = List.copyOf(lines);
    }
}

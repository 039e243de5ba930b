package io.commercebackbone.order.ordering.web;

import io.commercebackbone.order.ordering.CancelReason;
import io.commercebackbone.order.ordering.OrderLine;
import io.commercebackbone.order.ordering.OrderStatus;
import io.commercebackbone.order.ordering.OrderView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order; amounts are in KRW.
 *
 * @param couponId the coupon that it uses, or used before it was cancelled; null without one
 * @param paymentAmount what is to be paid: total less discount
 * @param expiresAt until when it can be paid
 * @param cancelReason why it was cancelled; null while it is not
 */
record OrderResponse(
        UUID id,
        UUID userId,
        OrderStatus status,
        List<Item> items,
        @Nullable UUID couponId,
        BigDecimal totalAmount,
        BigDecimal discountAmount,
        BigDecimal paymentAmount,
        Instant createdAt,
        Instant expiresAt,
        @Nullable CancelReason cancelReason) {

    /** What was ordered of a product, at the price it had then. */
    record Item(UUID productId, int quantity, BigDecimal unitPrice) {

        static Item of(OrderLine line) {
            return new Item(
                    line.productId().value(), line.quantity(), line.unitPrice().amount());
        }
    }

    static OrderResponse of(OrderView order) {
        return new OrderResponse(
                order.id().value(),
                order.userId(),
                order.status(),
                order.lines().stream().map(Item::of).toList(),
                order.couponId() == null ? null : order.couponId().value(),
                order.totalAmount().amount(),
                order.discountAmount().amount(),
                order.paymentAmount().amount(),
                order.createdAt(),
                order.expiresAt(),
                order.cancelReason());
    }
}

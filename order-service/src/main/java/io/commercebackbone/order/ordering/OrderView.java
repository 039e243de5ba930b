package io.commercebackbone.order.ordering;

import io.commercebackbone.order.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order as it is at one moment.
 *
 * @param paymentAmount what is to be paid: total less discount
 * @param expiresAt until when it can be paid
 */
public record OrderView(
        OrderId id,
        UUID userId,
        OrderStatus status,
        List<OrderLine> lines,
        Money totalAmount,
        Money discountAmount,
        Money paymentAmount,
        Instant createdAt,
        Instant expiresAt) {

    public OrderView {
        lines = List.copyOf(lines);
    }
}

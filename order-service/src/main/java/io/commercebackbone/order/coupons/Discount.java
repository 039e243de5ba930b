package io.commercebackbone.order.coupons;

import io.commercebackbone.order.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a coupon takes off an order. Exact decimal arithmetic; a rate is rounded down to a whole won, so that nobody gets
 * more off than was promised.
 *
 * @param value KRW, or per cent; more than 0
 * @param minOrder the least total of an order that it applies to
 * @param most the most that it takes off; null is no limit
 */
public record Discount(
        DiscountType type,
        BigDecimal value,
        Money minOrder,
        @Nullable Money most) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Discount {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException("discountValue must be more than 0");
        }
        if (type == DiscountType.RATE && value.compareTo(HUNDRED) > 0) {
            throw new IllegalArgumentException("discountValue must be 100 per cent at most");
        }
        BigDecimal stripped = value.stripTrailingZeros();
        value = stripped.setScale(Math.max(0, stripped.scale()));
    }

    boolean appliesTo(Money total) {
        return total.covers(minOrder);
    }

    /** What it takes off this total: never more than the total. */
    Money of(Money total) {
        Money discount = Money.least(full(total), total);
        return most == null ? discount : Money.least(discount, most);
    }

    private Money full(Money total) {
        return switch (type) {
            case FIXED -> new Money(value);
            case RATE ->
                new Money(total.amount().multiply(value).movePointLeft(2).setScale(0, RoundingMode.DOWN));
        };
    }
}

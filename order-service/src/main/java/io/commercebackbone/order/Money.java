package io.commercebackbone.order;

import java.math.BigDecimal;

/**
 * An amount in KRW, never negative and exact to two decimals. Equal amounts are equal however they were written:
 * {@code amount} carries no trailing zeros and no exponent, so that it prints as people write it.
 */
public record Money(BigDecimal amount) {

    /** ISO 4217. */
    public static final String CURRENCY = "KRW";

    /** What every amount stays below: the columns that hold amounts are {@code numeric(19,2)}. */
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(17);

    private static final int DECIMALS = 2;

    /** Made after the limits that it is checked against. */
    public static final Money ZERO = new Money(BigDecimal.ZERO);

    public Money {
        if (amount.signum() < 0 || amount.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("an amount must be 0 or more and have 17 digits at most");
        }
        BigDecimal stripped = amount.stripTrailingZeros();
        if (stripped.scale() > DECIMALS) {
            throw new IllegalArgumentException("an amount must have two decimals at most");
        }
        amount = stripped.setScale(Math.max(0, stripped.scale()));
    }

    public Money plus(Money other) {
        return new Money(amount.add(other.amount));
    }

    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)));
    }

    /** @throws IllegalArgumentException if {@code other} is more than this */
    public Money minus(Money other) {
        return new Money(amount.subtract(other.amount));
    }

    public boolean covers(Money other) {
        return amount.compareTo(other.amount) >= 0;
    }

    /** The lesser of two amounts. */
    public static Money least(Money one, Money other) {
        return one.covers(other) ? other : one;
    }
}

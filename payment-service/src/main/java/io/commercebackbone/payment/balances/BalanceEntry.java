package io.commercebackbone.payment.balances;

import io.commercebackbone.payment.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * One change of a balance; never changed itself.
 *
 * @param number counts the user's changes from 1 without a gap, in the order in which they happened
 * @param amount how much, never 0; {@link #signed()} tells the direction
 * @param balanceAfter the balance that this change left
 * @param reference the charge itself, or the payment that took the amount or got it back
 */
public record BalanceEntry(
        UUID userId, long number, EntryType type, Money amount, Money balanceAfter, UUID reference, Instant at) {

    public BalanceEntry {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a change of a balance must not be 0");
        }
    }

    /** What the balance grew by; negative where money left. */
    public BigDecimal signed() {
        return switch (type) {
            case CHARGE, REFUND -> amount.amount();
            case PAYMENT -> amount.amount().negate();
        };
    }
}

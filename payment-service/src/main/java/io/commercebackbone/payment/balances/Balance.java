package io.commercebackbone.payment.balances;

import io.commercebackbone.payment.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * What a user has. It changes only together with a ledger entry, and only while the caller holds the row's lock, so that
 * the entries' amounts always add up to the balance.
 */
final class Balance {

    private final UUID userId;
    private Money amount;
    private long entries;

    /** @param entries the number of the latest entry */
    Balance(UUID userId, Money amount, long entries) {
        this.userId = userId;
        this.amount = amount;
        this.entries = entries;
    }

    boolean covers(Money price) {
        return amount.covers(price);
    }

    BalanceEntry charge(Money added, UUID charge, Instant at) {
        return move(EntryType.CHARGE, added, amount.plus(added), charge, at);
    }

    BalanceEntry refund(Money returned, UUID payment, Instant at) {
        return move(EntryType.REFUND, returned, amount.plus(returned), payment, at);
    }

    /** @throws IllegalStateException if there is not as much */
    BalanceEntry pay(Money price, UUID payment, Instant at) {
        if (!covers(price)) {
            throw new IllegalStateException("the balance of %s does not cover payment %s".formatted(userId, payment));
        }
        return move(EntryType.PAYMENT, price, amount.minus(price), payment, at);
    }

    private BalanceEntry move(EntryType type, Money moved, Money after, UUID reference, Instant at) {
        BalanceEntry entry = new BalanceEntry(userId, entries + 1, type, moved, after, reference, at);
        entries = entry.number();
        amount = after;
        return entry;
    }
}

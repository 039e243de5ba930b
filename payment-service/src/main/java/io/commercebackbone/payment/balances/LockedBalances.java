package io.commercebackbone.payment.balances;

import io.commercebackbone.payment.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Balances whose rows the current transaction has locked: what is seen here is true until it ends. For that
 * transaction's thread only. An amount of 0 moves nothing and leaves no entry.
 */
public final class LockedBalances {

    private final Map<UUID, Balance> balances;
    private final List<BalanceEntry> entries = new ArrayList<>();

    LockedBalances(Map<UUID, Balance> locked) {
        balances = Map.copyOf(locked);
    }

    /** Whether the user has as much, as this transaction has left the balance so far. */
    public boolean covers(UUID user, Money price) {
        return locked(user).covers(price);
    }

    /** @throws IllegalStateException if the balance does not cover it */
    public void pay(UUID user, Money price, UUID payment, Instant at) {
        if (!price.isZero()) {
            entries.add(locked(user).pay(price, payment, at));
        }
    }

    public void refund(UUID user, Money amount, UUID payment, Instant at) {
        if (!amount.isZero()) {
            entries.add(locked(user).refund(amount, payment, at));
        }
    }

    /** What happened to them, in order. */
    List<BalanceEntry> entries() {
        return List.copyOf(entries);
    }

    private Balance locked(UUID user) {
        Balance balance = balances.get(user);
        if (balance == null) {
            throw new IllegalStateException("the balance of " + user + " is not locked");
        }
        return balance;
    }
}

package io.commercebackbone.payment.balances;

import io.commercebackbone.payment.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A balance whose row the current transaction has locked: what is seen here is true until it ends. For that
 * transaction's thread only. An amount of 0 moves nothing and leaves no entry.
 */
public final class LockedBalance {

    private final Balance balance;
    private final BalanceTable table;

    LockedBalance(Balance balance, BalanceTable table) {
        this.balance = balance;
        this.table = table;
    }

    public boolean covers(Money price) {
        return balance.covers(price);
    }

    /** @throws IllegalStateException if the balance does not cover it */
    public void pay(Money price, UUID payment, Instant at) {
        if (!price.isZero()) {
            table.write(balance.pay(price, payment, at));
        }
    }

    public void refund(Money amount, UUID payment, Instant at) {
        if (!amount.isZero()) {
            table.write(balance.refund(amount, payment, at));
        }
    }
}

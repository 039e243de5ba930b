package io.commercebackbone.payment.balances;

import io.commercebackbone.payment.IdempotencyKey;
import io.commercebackbone.payment.Money;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts money into a user's balance.
 *
 * @param amount 1 to 10,000,000
 * @param key null charges anew whenever it is asked
 */
public record ChargeBalance(
        UUID userId, Money amount, @Nullable IdempotencyKey key) {

    private static final Money LEAST = new Money(BigDecimal.ONE);
    private static final Money MOST = new Money(BigDecimal.TEN.pow(7));

    public ChargeBalance {
        if (!amount.covers(LEAST) || !MOST.covers(amount)) {
            throw new IllegalArgumentException("a charge must be 1 to 10000000 but is " + amount.amount());
        }
    }
}

package io.commercebackbone.payment.balances;

import io.commercebackbone.payment.Money;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * Puts money into a user's balance.
 *
 * @param amount 1 to 10,000,000
 */
public record ChargeBalance(UUID userId, Money amount) {

    private static final Money LEAST = new Money(BigDecimal.ONE);
    private static final Money MOST = new Money(BigDecimal.TEN.pow(7));

    public ChargeBalance {
        if (!amount.covers(LEAST) || !MOST.covers(amount)) {
            throw new IllegalArgumentException("a charge must be 1 to 10000000 but is " + amount.amount());
        }
    }
}

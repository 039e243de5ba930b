package io.commercebackbone.payment.orders;

import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.payments.BeginResult;
import java.math.BigDecimal;
import java.util.UUID;

/** An attempt that was begun. How long it is leased is not our business: no clock decides an outcome. */
record BegunAnswer(UUID orderId, int attempt, BigDecimal amount, String currency) {

    /** @throws IllegalStateException if balances are not kept in its currency */
    BeginResult.Begun result() {
        if (!Money.CURRENCY.equals(currency)) {
            throw new IllegalStateException("order %s is to be paid in %s".formatted(orderId, currency));
        }
        return new BeginResult.Begun(attempt, new Money(amount));
    }
}

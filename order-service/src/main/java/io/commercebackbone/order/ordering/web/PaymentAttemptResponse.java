package io.commercebackbone.order.ordering.web;

import io.commercebackbone.order.Money;
import io.commercebackbone.order.ordering.BeginPaymentResult.Begun;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** An attempt to pay an order that is under way. */
record PaymentAttemptResponse(UUID orderId, int attempt, BigDecimal amount, String currency, Instant leaseUntil) {

    static PaymentAttemptResponse of(Begun begun) {
        return new PaymentAttemptResponse(
                begun.orderId().value(), begun.attempt(), begun.amount().amount(), Money.CURRENCY, begun.leaseUntil());
    }
}

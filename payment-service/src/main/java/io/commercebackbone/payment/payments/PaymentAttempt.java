package io.commercebackbone.payment.payments;

import io.commercebackbone.payment.OrderId;
import java.util.UUID;

/** A payment that was begun and waits to be decided. */
record PaymentAttempt(PayOrder command, BeginResult.Begun begun) {

    UUID userId() {
        return command.userId();
    }

    OrderId orderId() {
        return command.orderId();
    }

    /** The order's fencing number. */
    int number() {
        return begun.attempt();
    }
}

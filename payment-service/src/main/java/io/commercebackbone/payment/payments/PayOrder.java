package io.commercebackbone.payment.payments;

import io.commercebackbone.payment.IdempotencyKey;
import io.commercebackbone.payment.OrderId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pays an order from a user's balance.
 *
 * @param key null tries anew whenever it is asked
 * @param traceparent of the request
 */
public record PayOrder(
        UUID userId,
        OrderId orderId,
        @Nullable IdempotencyKey key,
        @Nullable String traceparent) {

    /** The same order of the same user, whatever the key. */
    boolean isFor(Payment payment) {
        return payment.orderId().equals(orderId) && payment.userId().equals(userId);
    }
}

package io.commercebackbone.order.ordering;

import org.jspecify.annotations.Nullable;

/**
 * A payment that took money for an order.
 *
 * @param traceparent the trace in which it is told; null if there is none
 */
public record CompletedPayment(
        OrderId orderId,
        PaymentOutcome.Completed outcome,
        @Nullable String traceparent) {}

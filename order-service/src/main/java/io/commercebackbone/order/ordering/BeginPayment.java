package io.commercebackbone.order.ordering;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user's wish to pay an order.
 *
 * @param key what tells one wish to pay from another
 * @param traceparent the trace in which it was wished; null if there is none
 */
public record BeginPayment(
        OrderId orderId, UUID userId, String key, @Nullable String traceparent) {}

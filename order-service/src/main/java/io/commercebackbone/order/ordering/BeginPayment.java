package io.commercebackbone.order.ordering;

import java.util.UUID;

/**
 * A user's wish to pay an order.
 *
 * @param key what tells one wish to pay from another
 */
public record BeginPayment(OrderId orderId, UUID userId, String key) {}

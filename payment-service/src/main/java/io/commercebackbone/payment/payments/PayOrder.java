package io.commercebackbone.payment.payments;

import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.payment.OrderId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pays an order from a user's balance.
 *
 * @param key tells this wish to pay from another one of the same order: asked again under it, the same attempt goes on
 * @param traceparent of the request
 * @param receipt stored with what decides it
 */
public record PayOrder(
        UUID userId, OrderId orderId, String key, @Nullable String traceparent, Receipt<PayOrderResult> receipt) {}

package io.commercebackbone.order.ordering;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order that is about to be written for the first time.
 *
 * @param event the id of its {@code order-created}
 * @param traceparent W3C trace context of the request that placed it
 */
record NewOrder(OrderView order, UUID event, @Nullable String traceparent) {}

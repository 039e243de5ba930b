package io.commercebackbone.payment.orders;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells that an order's shipment arrived. */
record DeliveredNotice(UUID shipmentId, @Nullable Instant deliveredAt) {}

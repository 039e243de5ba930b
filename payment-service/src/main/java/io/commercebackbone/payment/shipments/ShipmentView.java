package io.commercebackbone.payment.shipments;

import io.commercebackbone.payment.OrderId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A shipment as it is at one moment.
 *
 * @param trackingNumber null until it left
 */
public record ShipmentView(
        ShipmentId id,
        OrderId orderId,
        UUID userId,
        ShipmentStatus status,
        @Nullable String trackingNumber,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant deliveredAt) {}

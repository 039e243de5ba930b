package io.commercebackbone.payment.shipments.web;

import io.commercebackbone.payment.shipments.ShipmentStatus;
import io.commercebackbone.payment.shipments.ShipmentView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shipment. */
record ShipmentResponse(
        UUID id,
        UUID orderId,
        ShipmentStatus status,
        @Nullable String trackingNumber,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant deliveredAt) {

    static ShipmentResponse of(ShipmentView shipment) {
        return new ShipmentResponse(
                shipment.id().value(),
                shipment.orderId().value(),
                shipment.status(),
                shipment.trackingNumber(),
                shipment.createdAt(),
                shipment.startedAt(),
                shipment.deliveredAt());
    }
}

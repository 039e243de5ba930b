package io.commercebackbone.events;

import java.util.UUID;

/** The shipment of a paid order left. */
public record ShippingStartedEvent(UUID orderId, UUID userId, UUID shipmentId, String trackingNumber) {

    public ShippingStartedEvent {
        Require.present(orderId, "orderId");
        Require.present(userId, "userId");
        Require.present(shipmentId, "shipmentId");
        Require.present(trackingNumber, "trackingNumber");
    }
}

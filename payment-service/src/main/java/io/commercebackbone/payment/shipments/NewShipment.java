package io.commercebackbone.payment.shipments;

import io.commercebackbone.payment.OrderId;
import java.time.Instant;
import java.util.UUID;

/** The shipment that an order gets when it is paid. */
public record NewShipment(ShipmentId id, OrderId orderId, UUID userId, Instant createdAt) {}

package io.commercebackbone.payment.shipments;

import io.commercebackbone.events.ShippingStartedEvent;
import io.commercebackbone.payment.OrderId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What leaves for the user of a paid order. It changes only while the caller holds the row's lock. */
@Entity
@Table(name = "shipments")
class Shipment {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ShipmentId id;

    @Column(name = "order_id")
    private UUID orderId;

    @Column(name = "user_id")
    private UUID userId;

    @Enumerated(EnumType.STRING)
    private ShipmentStatus status;

    @Column(name = "tracking_number")
    private @Nullable String trackingNumber;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "delivered_at")
    private @Nullable Instant deliveredAt;

    @SuppressWarnings("NullAway.Init")
    protected Shipment() {}

    Shipment(ShipmentId id, OrderId orderId, UUID userId, Instant createdAt) {
        this.id = id;
        this.orderId = orderId.value();
        this.userId = userId;
        this.status = ShipmentStatus.PREPARING;
        this.createdAt = createdAt;
    }

    boolean isStartable() {
        return status == ShipmentStatus.PREPARING;
    }

    boolean isDeliverable() {
        return status == ShipmentStatus.STARTED;
    }

    /** What has left cannot be called back, and what was cancelled is cancelled already. */
    boolean isCancellable() {
        return status == ShipmentStatus.PREPARING;
    }

    /** @throws IllegalStateException unless it {@link #isStartable()} */
    ShippingStartedEvent start(String tracking, Instant at) {
        require(isStartable(), "started");
        status = ShipmentStatus.STARTED;
        trackingNumber = tracking;
        startedAt = at;
        return new ShippingStartedEvent(orderId, userId, id.value(), tracking);
    }

    /** @throws IllegalStateException unless it {@link #isDeliverable()} */
    void deliver(Instant at) {
        require(isDeliverable(), "delivered");
        status = ShipmentStatus.DELIVERED;
        deliveredAt = at;
    }

    /** @throws IllegalStateException unless it {@link #isCancellable()} */
    void cancel() {
        require(isCancellable(), "cancelled");
        status = ShipmentStatus.CANCELLED;
    }

    ShipmentView view() {
        return new ShipmentView(
                id, new OrderId(orderId), userId, status, trackingNumber, createdAt, startedAt, deliveredAt);
    }

    private void require(boolean legal, String verb) {
        if (!legal) {
            throw new IllegalStateException("shipment %s is %s and cannot be %s".formatted(id, status, verb));
        }
    }
}

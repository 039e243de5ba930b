package io.commercebackbone.payment.shipments;

/** Who has to learn that a shipment arrived. */
public interface DeliveryNotice {

    /**
     * Tells it once, and fails silently. To tell it twice is harmless.
     *
     * @return whether it is known there now
     */
    boolean delivered(ShipmentView shipment);
}

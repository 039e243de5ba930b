package io.commercebackbone.payment.shipments;

/** What became of delivering a shipment; only the first changed anything. */
public sealed interface DeliverShipmentResult {

    record Delivered(ShipmentView shipment) implements DeliverShipmentResult {}

    /** It has not left, or arrived already. */
    record NotDeliverable(ShipmentView shipment) implements DeliverShipmentResult {}

    record NoSuchShipment() implements DeliverShipmentResult {}
}

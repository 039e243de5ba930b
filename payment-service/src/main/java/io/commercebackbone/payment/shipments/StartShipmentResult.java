package io.commercebackbone.payment.shipments;

/** What became of starting a shipment; only the first changed anything. */
public sealed interface StartShipmentResult {

    /** It left, and its event is stored. */
    record Started(ShipmentView shipment) implements StartShipmentResult {}

    /** It left already, or never will. */
    record NotStartable(ShipmentView shipment) implements StartShipmentResult {}

    record NoSuchShipment() implements StartShipmentResult {}
}

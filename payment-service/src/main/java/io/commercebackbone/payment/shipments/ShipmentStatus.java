package io.commercebackbone.payment.shipments;

/** Where a shipment is. */
public enum ShipmentStatus {
    /** Paid; has not left yet, so that the payment can still be given back. */
    PREPARING,
    /** Left. */
    STARTED,
    /** Final: it arrived. */
    DELIVERED,
    /** Final: its payment was given back before it left. */
    CANCELLED
}

package io.commercebackbone.payment.shipments;

/** What became of cancelling the shipment of an order; only the first changed anything. */
public enum CancelShipmentResult {
    CANCELLED,
    /** It was cancelled before. */
    CANCELLED_BEFORE,
    /** It has left. */
    TOO_LATE
}

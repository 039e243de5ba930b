package io.commercebackbone.payment.payments;

/** How an attempt to pay an order was decided; every one of these is final. */
public enum PaymentStatus {
    /** The balance was deducted. At most one attempt of an order is. */
    COMPLETED,
    /** Refused; no money moved. */
    FAILED,
    /** Given up by the service of the orders before it was decided; no money moved and none will. */
    ABORTED
}

package io.commercebackbone.payment.payments;

import java.util.UUID;

/** What became of the wish to give a payment back. */
public sealed interface RefundResult {

    /** The amount is back in the balance, since now or since before, and the shipment is cancelled. */
    record Refunded(UUID refundId) implements RefundResult {}

    /** The order was not paid. */
    record NothingToRefund() implements RefundResult {}

    /** The shipment has left. */
    record TooLate() implements RefundResult {}
}

package io.commercebackbone.order.ordering;

import java.util.UUID;

/** How an attempt to pay an order was decided, once and for all. */
public sealed interface PaymentOutcome {

    int attempt();

    /** The money was taken. */
    record Completed(int attempt, UUID paymentId, UUID shipmentId) implements PaymentOutcome {}

    /** It was refused, and no money was moved: the order is cancelled. */
    record Failed(int attempt) implements PaymentOutcome {}

    /** It was given up before it was decided, and no money was moved: the order may be paid again. */
    record Aborted(int attempt) implements PaymentOutcome {}
}

package io.commercebackbone.order.ordering;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an attempt to pay an order was decided, once and for all. */
public sealed interface PaymentOutcome {

    int attempt();

    /**
     * The money was taken.
     *
     * @param eventId the {@code payment-completed} that tells it; null if nobody said which
     */
    record Completed(
            int attempt,
            UUID paymentId,
            UUID shipmentId,
            @Nullable UUID eventId) implements PaymentOutcome {}

    /**
     * It was refused, and no money was moved: the order is cancelled.
     *
     * @param eventId the {@code payment-failed} that tells it; null if nobody said which
     */
    record Failed(int attempt, @Nullable UUID eventId) implements PaymentOutcome {}

    /** It was given up before it was decided, and no money was moved: the order may be paid again. */
    record Aborted(int attempt) implements PaymentOutcome {}
}

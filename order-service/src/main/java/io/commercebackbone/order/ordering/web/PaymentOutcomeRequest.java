package io.commercebackbone.order.ordering.web;

import io.commercebackbone.order.ordering.PaymentOutcome;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt was decided; a completed one comes with payment and shipment.
 *
 * @param eventId the event that tells the same
 */
record PaymentOutcomeRequest(
        @NotNull @Min(1) Integer attempt,
        @NotNull Status status,
        @Nullable UUID paymentId,
        @Nullable UUID shipmentId,
        @Nullable UUID eventId) {

    enum Status {
        COMPLETED,
        FAILED,
        ABORTED
    }

    /** @throws IllegalArgumentException if a completed one lacks an id */
    PaymentOutcome outcome() {
        return switch (status) {
            case COMPLETED -> new PaymentOutcome.Completed(attempt, required(paymentId), required(shipmentId), eventId);
            case FAILED -> new PaymentOutcome.Failed(attempt, eventId);
            case ABORTED -> new PaymentOutcome.Aborted(attempt);
        };
    }

    private static UUID required(@Nullable UUID id) {
        if (id == null) {
            throw new IllegalArgumentException("a completed payment needs paymentId and shipmentId");
        }
        return id;
    }
}

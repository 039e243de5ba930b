package io.commercebackbone.order.ordering.paymentservice;

import io.commercebackbone.order.ordering.PaymentOutcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An attempt as payment-service has decided it. */
record DecidedAttempt(
        UUID orderId,
        int attempt,
        String status,
        @Nullable UUID paymentId,
        @Nullable UUID shipmentId,
        @Nullable UUID eventId) {

    PaymentOutcome outcome() {
        return switch (status) {
            case "COMPLETED" -> new PaymentOutcome.Completed(attempt, known(paymentId), known(shipmentId), eventId);
            case "FAILED" -> new PaymentOutcome.Failed(attempt, eventId);
            case "ABORTED" -> new PaymentOutcome.Aborted(attempt);
            default -> throw new IllegalStateException("payment-service decided an attempt as " + status);
        };
    }

    private static UUID known(@Nullable UUID id) {
        if (id == null) {
            throw new IllegalStateException("payment-service left out an id of a completed payment");
        }
        return id;
    }
}

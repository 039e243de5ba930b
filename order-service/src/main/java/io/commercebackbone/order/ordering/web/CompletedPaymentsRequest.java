package io.commercebackbone.order.ordering.web;

import io.commercebackbone.order.ordering.CompletedPayment;
import io.commercebackbone.order.ordering.OrderId;
import io.commercebackbone.order.ordering.PaymentOutcome;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Payments that took money at about the same time. */
record CompletedPaymentsRequest(@NotEmpty @Size(max = 100) List<@NotNull @Valid Item> payments) {

    /**
     * One of them.
     *
     * @param eventId the event that tells the same
     * @param traceparent the trace in which it was paid
     */
    record Item(
            @NotNull UUID orderId,
            @NotNull @Min(1) Integer attempt,
            @NotNull UUID paymentId,
            @NotNull UUID shipmentId,
            @NotNull UUID eventId,
            @Nullable @Size(max = 100) String traceparent) {

        CompletedPayment completed() {
            return new CompletedPayment(
                    new OrderId(orderId),
                    new PaymentOutcome.Completed(attempt, paymentId, shipmentId, eventId),
                    traceparent);
        }
    }

    List<CompletedPayment> completed() {
        return payments.stream().map(Item::completed).toList();
    }
}

package io.commercebackbone.payment.orders;

import io.commercebackbone.payment.payments.Payment;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells of payments that took money, all at once. */
record CompletedNotices(List<Item> payments) {

    record Item(
            UUID orderId,
            int attempt,
            UUID paymentId,
            UUID shipmentId,
            UUID eventId,
            @Nullable String traceparent) {}

    static CompletedNotices of(List<PaymentInTrace> completed) {
        return new CompletedNotices(
                completed.stream().map(CompletedNotices::item).toList());
    }

    private static Item item(PaymentInTrace completed) {
        Payment payment = completed.payment();
        return new Item(
                payment.orderId().value(),
                payment.attempt(),
                payment.id().value(),
                Objects.requireNonNull(payment.shipmentId()).value(),
                Objects.requireNonNull(payment.eventId()),
                completed.traceparent());
    }
}

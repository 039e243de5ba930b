package io.commercebackbone.order.ordering;

import io.commercebackbone.jdbc.GroupCommit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The steps of payments that pass while somebody waits: those of many payments at the same time are committed together.
 * Each may be repeated. Must not be called in a transaction.
 */
@Service
public class PaymentSteps {

    private final OrderPayments payments;
    private final GroupCommit<BeginPayment, BeginPaymentResult> begins;
    private final GroupCommit<CompletedPayment, Optional<OrderStatus>> completions;

    PaymentSteps(
            OrderPayments payments,
            GroupCommit<BeginPayment, BeginPaymentResult> begins,
            GroupCommit<CompletedPayment, Optional<OrderStatus>> completions) {
        this.payments = payments;
        this.begins = begins;
        this.completions = completions;
    }

    /** Begins a payment, or finds the one that was begun under the same key. */
    public BeginPaymentResult begin(BeginPayment wish) {
        return begins.run(wish);
    }

    /**
     * Applies how an attempt was decided, as {@link OrderPayments#decided} does. One that cancels its order goes alone:
     * it has products to lock.
     *
     * @return where the order stands now
     * @throws NoSuchOrder if it was never placed
     */
    public OrderStatus decided(OrderId id, PaymentOutcome outcome, @Nullable String traceparent) {
        return switch (outcome) {
            case PaymentOutcome.Completed it ->
                completions.run(new CompletedPayment(id, it, traceparent)).orElseThrow(() -> new NoSuchOrder(id));
            case PaymentOutcome.Failed it -> payments.decided(id, it, traceparent);
            case PaymentOutcome.Aborted it -> payments.decided(id, it, traceparent);
        };
    }
}

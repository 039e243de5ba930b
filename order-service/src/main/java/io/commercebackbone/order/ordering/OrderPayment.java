package io.commercebackbone.order.ordering;

import io.commercebackbone.order.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The paying side of an order: the attempt under way, and what came of it. Guarded by the order's state. */
@Embeddable
class OrderPayment {

    private int attempt;

    @Column(name = "payment_key")
    private @Nullable String key;

    @Column(name = "lease_until")
    private @Nullable Instant leaseUntil;

    @Column(name = "payment_id")
    private @Nullable UUID paymentId;

    @Column(name = "shipment_id")
    private @Nullable UUID shipmentId;

    @Column(name = "refund_due_since")
    private @Nullable Instant refundDueSince;

    @Column(name = "refund_refused_at")
    private @Nullable Instant refundRefusedAt;

    int attempt() {
        return attempt;
    }

    void begin(String newKey, Instant lease) {
        attempt++;
        key = newKey;
        leaseUntil = lease;
    }

    boolean isUnder(String someKey) {
        return someKey.equals(key);
    }

    /** @throws IllegalStateException if none is under way */
    BeginPaymentResult.Begun begun(OrderId order, Money amount) {
        if (leaseUntil == null) {
            throw new IllegalStateException("order %s is not being paid".formatted(order));
        }
        return new BeginPaymentResult.Begun(order, attempt, amount, leaseUntil);
    }

    void end() {
        leaseUntil = null;
    }

    boolean isPaidBy(UUID payment) {
        return payment.equals(paymentId);
    }

    void complete(PaymentOutcome.Completed completed) {
        paymentId = completed.paymentId();
        shipmentId = completed.shipmentId();
        end();
    }

    /** What has left is not given back any more. */
    void ship(UUID shipment) {
        shipmentId = shipment;
        settle();
        end();
    }

    boolean isRefundDue() {
        return refundDueSince != null;
    }

    void owe(Instant since) {
        refundDueSince = since;
    }

    void settle() {
        refundDueSince = null;
    }

    /** Final: nobody asks for it again. */
    void refuseRefund(Instant at) {
        settle();
        refundRefusedAt = at;
    }
}

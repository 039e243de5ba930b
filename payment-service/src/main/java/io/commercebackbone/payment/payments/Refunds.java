package io.commercebackbone.payment.payments;

import com.github.f4b6a3.uuid.UuidCreator;
import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.balances.Balances;
import io.commercebackbone.payment.shipments.Shipments;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives payments back, each once, however often it is asked. The lock of the shipment's row decides between a refund and
 * the shipment's start, and between two refunds.
 */
@Service
public class Refunds {

    private static final Logger log = LoggerFactory.getLogger(Refunds.class);

    private final PaymentTable payments;
    private final RefundTable refunds;
    private final Shipments shipments;
    private final Balances balances;
    private final PaymentMetrics metrics;
    private final Clock clock;

    Refunds(
            PaymentTable payments,
            RefundTable refunds,
            Shipments shipments,
            Balances balances,
            PaymentMetrics metrics,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.shipments = shipments;
        this.balances = balances;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Balance, ledger, refund and shipment together, or none of them. */
    @Transactional
    public RefundResult refund(OrderId order, String reason) {
        Optional<Payment> paid = payments.completed(order);
        if (paid.isEmpty()) {
            return new RefundResult.NothingToRefund();
        }
        return switch (shipments.cancel(order)) {
            case CANCELLED -> refunded(paid.get(), reason);
            case CANCELLED_BEFORE ->
                new RefundResult.Refunded(refunds.find(order).orElseThrow());
            case TOO_LATE -> new RefundResult.TooLate();
        };
    }

    private RefundResult refunded(Payment payment, String reason) {
        Money amount = Objects.requireNonNull(payment.amount());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = UuidCreator.getTimeOrderedEpoch();
        refunds.insert(id, payment, amount, reason, now);
        UUID user = payment.userId();
        balances.lock(List.of(user)).refund(user, amount, payment.id().value(), now);
        metrics.refunded();
        log.atInfo()
                .addKeyValue("orderId", payment.orderId())
                .log("Payment refunded refund={} payment={} order={}", id, payment.id(), payment.orderId());
        return new RefundResult.Refunded(id);
    }
}

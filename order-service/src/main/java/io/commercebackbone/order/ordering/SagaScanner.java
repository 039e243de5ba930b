package io.commercebackbone.order.ordering;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends what nobody else ended: asks what became of payments past their lease, cancels orders that were not paid in time,
 * gives back money that an order could not take or that was asked back. An order that fails holds up no other; whatever
 * fails is found again in the next round. Several instances may scan at once: every step is safe to repeat.
 */
@Component
class SagaScanner {

    private static final Logger log = LoggerFactory.getLogger(SagaScanner.class);

    private final OrderRepository orders;
    private final OrderPayments payments;
    private final Expiry expiry;
    private final CancelOrders cancelOrders;
    private final PaymentDecisions decisions;
    private final OrderMetrics metrics;
    private final Limit batch;
    private final Clock clock;

    SagaScanner(
            OrderRepository orders,
            OrderPayments payments,
            Expiry expiry,
            CancelOrders cancelOrders,
            PaymentDecisions decisions,
            OrderMetrics metrics,
            PaymentProperties properties,
            Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.expiry = expiry;
        this.cancelOrders = cancelOrders;
        this.decisions = decisions;
        this.metrics = metrics;
        this.batch = Limit.of(properties.scanBatch());
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${orders.payment.scan-interval:2s}")
    void scan() {
        Instant now = clock.instant();
        each("settle", orders.payingPast(now, batch), this::settle);
        expire(orders.unpaidPast(now, batch), now);
        each("refund", orders.refundsDue(batch), id -> cancelOrders.giveBack(id, null));
    }

    /** All with one commit, and each by itself if that fails. */
    private void expire(List<OrderId> found, Instant now) {
        if (found.isEmpty()) {
            return;
        }
        try {
            expiry.expire(found, now);
        } catch (RuntimeException e) {
            log.warn("Orders are expired one by one orders={}: {}", found.size(), e.toString());
            each("expire", found, id -> expiry.expire(id, now));
        }
    }

    /** The lease only triggers the question: the answer is payment-service's. */
    private void settle(OrderId id) {
        orders.findById(id).filter(Order::isPaying).ifPresent(order -> {
            PaymentOutcome outcome = decisions.abort(id, order.userId(), order.attempt());
            OrderStatus status = payments.decided(id, outcome, null);
            metrics.settled();
            log.info("Payment settled past its lease order={} outcome={} status={}", id, outcome, status);
        });
    }

    private static void each(String what, List<OrderId> found, Consumer<OrderId> step) {
        for (OrderId id : found) {
            try {
                step.accept(id);
            } catch (RuntimeException e) {
                log.warn("Order left for the next round step={} order={}: {}", what, id, e.toString());
            }
        }
    }
}

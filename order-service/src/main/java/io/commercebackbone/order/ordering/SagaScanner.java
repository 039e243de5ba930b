package io.commercebackbone.order.ordering;

import io.commercebackbone.idempotency.Receipt;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends what nobody else ended: asks what became of payments past their lease, cancels orders that were not paid in time,
 * gives back money that an order could not take or that was asked back. A round takes page after page for as long as that
 * brings something forward. An order that fails holds up no other; whatever fails is found again in the next round. Several
 * instances may scan at once: every step is safe to repeat.
 */
@Component
class SagaScanner {

    private static final Logger log = LoggerFactory.getLogger(SagaScanner.class);

    /** So many orders of a kind are enough for a round: the other kinds wait for it, and so does a stop of the service. */
    private static final int MOST = 5_000;

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
        inPages(() -> orders.payingPast(now, batch), found -> each("settle", found, this::settle));
        inPages(() -> orders.unpaidPast(now, batch), found -> expire(found, now));
        inPages(() -> orders.refundsDue(batch), found -> each("refund", found, this::giveBack));
    }

    /** The lease only triggers the question: the answer is payment-service's. */
    private void settle(OrderId id) {
        orders.findById(id).filter(Order::isPaying).ifPresent(order -> {
            PaymentOutcome outcome = decisions.abort(id, order.userId(), order.attempt());
            OrderStatus status = payments.decided(id, outcome, null);
            metrics.settled();
            log.atInfo()
                    .addKeyValue("orderId", id)
                    .log("Payment settled past its lease order={} outcome={} status={}", id, outcome, status);
        });
    }

    private void giveBack(OrderId id) {
        cancelOrders.giveBack(id, null, Receipt.none());
    }

    /** All with one commit, and each by itself if that fails. */
    private long expire(List<OrderId> found, Instant now) {
        try {
            expiry.expire(found, now);
            return found.size();
        } catch (RuntimeException e) {
            log.warn("Orders are expired one by one orders={}: {}", found.size(), e.toString());
            return each("expire", found, id -> expiry.expire(id, now));
        }
    }

    /** Page after page, until one brings nothing forward; each order once. */
    private static void inPages(Supplier<List<OrderId>> page, ToLongFunction<List<OrderId>> steps) {
        Set<OrderId> tried = new HashSet<>();
        long done;
        do {
            List<OrderId> found = page.get().stream().filter(tried::add).toList();
            done = found.isEmpty() ? 0 : steps.applyAsLong(found);
        } while (done > 0 && tried.size() < MOST);
    }

    private static long each(String what, List<OrderId> found, Consumer<OrderId> step) {
        return found.stream().filter(id -> succeeds(what, id, step)).count();
    }

    private static boolean succeeds(String what, OrderId id, Consumer<OrderId> step) {
        try {
            step.accept(id);
            return true;
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("orderId", id)
                    .log("Order left for the next round step={} order={}: {}", what, id, e.toString());
            return false;
        }
    }
}

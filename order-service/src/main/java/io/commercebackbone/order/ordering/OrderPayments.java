package io.commercebackbone.order.ordering;

import io.commercebackbone.order.ordering.Timeline.Moment;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What paying does to orders. Every call is one transaction under the order's row lock and may be repeated: what was
 * applied before, or is about an attempt that another has replaced, changes nothing.
 */
@Service
@Transactional
public class OrderPayments {

    private final OrderRepository orders;
    private final Cancellation cancellation;
    private final Timeline timeline;
    private final OrderMetrics metrics;
    private final PaymentProperties properties;
    private final OrderingProperties ordering;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    OrderPayments(
            OrderRepository orders,
            Cancellation cancellation,
            Timeline timeline,
            OrderMetrics metrics,
            PaymentProperties properties,
            OrderingProperties ordering,
            JdbcTemplate jdbc,
            Clock clock) {
        this.orders = orders;
        this.cancellation = cancellation;
        this.timeline = timeline;
        this.metrics = metrics;
        this.properties = properties;
        this.ordering = ordering;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Begins a payment, or finds the one that was begun under the same key. */
    public BeginPaymentResult begin(BeginPayment wish) {
        return begun(wish, locked(List.of(wish.orderId())));
    }

    /** The same for many, in their order and with one commit; a result for each. */
    public List<BeginPaymentResult> beginTogether(List<BeginPayment> wishes) {
        limitLockWait();
        Map<OrderId, Order> locked =
                locked(wishes.stream().map(BeginPayment::orderId).toList());
        return wishes.stream().map(wish -> begun(wish, locked)).toList();
    }

    /**
     * Applies how an attempt was decided: paid, cancelled with its stock and coupon given back, or payable again. Money
     * that was taken for an order that cannot take it any more is noted, and given back by the {@link SagaScanner}.
     *
     * @return where the order stands now
     * @throws NoSuchOrder if it was never placed
     */
    public OrderStatus decided(OrderId id, PaymentOutcome outcome, @Nullable String traceparent) {
        Order order = locked(id);
        Moment moment = new Moment(now(), traceparent);
        switch (outcome) {
            case PaymentOutcome.Completed it -> completed(order, it, moment);
            case PaymentOutcome.Failed it -> {
                if (order.isPaying(it.attempt())) {
                    timeline.notePayment(id, TimelineType.PAYMENT_FAILED, it.attempt(), moment, it.eventId());
                    cancellation.cancel(order, CancelReason.PAYMENT_FAILED, traceparent);
                }
            }
            case PaymentOutcome.Aborted it -> {
                if (order.isPaying(it.attempt())) {
                    timeline.notePayment(id, TimelineType.PAYMENT_ABORTED, it.attempt(), moment, null);
                    order.abortPayment();
                }
            }
        }
        return order.status();
    }

    /**
     * Applies payments that took money, with one commit, if all of the orders are there; else nothing is applied, not even
     * to those before the one that is missing.
     *
     * @throws NoSuchOrder if one was never placed
     */
    public void completeAll(List<CompletedPayment> payments) {
        limitLockWait();
        Map<OrderId, Order> locked =
                locked(payments.stream().map(CompletedPayment::orderId).toList());
        for (CompletedPayment payment : payments) {
            if (!locked.containsKey(payment.orderId())) {
                throw new NoSuchOrder(payment.orderId());
            }
        }
        for (CompletedPayment payment : payments) {
            completed(
                    Objects.requireNonNull(locked.get(payment.orderId())),
                    payment.outcome(),
                    new Moment(now(), payment.traceparent()));
        }
    }

    /** Those of these payments whose orders are known to be paid by them, as nothing will change any more. */
    @Transactional(readOnly = true)
    public Set<UUID> knownCompleted(List<CompletedPayment> payments) {
        return Set.copyOf(orders.paidBy(
                payments.stream().map(it -> it.orderId().value()).toArray(UUID[]::new),
                payments.stream().map(it -> it.outcome().paymentId()).toArray(UUID[]::new)));
    }

    /**
     * The order's shipment left.
     *
     * @param event the {@code shipping-started} that tells it
     * @throws NoSuchOrder if it was never placed
     */
    public OrderStatus shippingStarted(OrderId id, UUID shipmentId, UUID event, @Nullable String traceparent) {
        Order order = locked(id);
        if (order.ship(shipmentId)) {
            timeline.note(id, TimelineType.SHIPPING_STARTED, new Moment(now(), traceparent), event);
            metrics.shipped();
        }
        return order.status();
    }

    /**
     * The order's shipment arrived.
     *
     * @throws NoSuchOrder if it was never placed
     */
    public OrderStatus delivered(OrderId id, UUID shipmentId, @Nullable String traceparent) {
        Order order = locked(id);
        if (order.deliver(shipmentId)) {
            timeline.note(id, TimelineType.DELIVERED, new Moment(now(), traceparent), null);
            metrics.delivered();
        }
        return order.status();
    }

    private void completed(Order order, PaymentOutcome.Completed completed, Moment moment) {
        switch (order.complete(completed, moment.at())) {
            case PAID -> {
                noteCompleted(order, completed, moment);
                metrics.paid();
            }
            case REFUND_DUE -> {
                noteCompleted(order, completed, moment);
                timeline.note(order.id(), TimelineType.REFUND_DUE, moment, null);
                metrics.refundDue();
            }
            case KNOWN -> {}
        }
    }

    private void noteCompleted(Order order, PaymentOutcome.Completed completed, Moment moment) {
        timeline.notePayment(
                order.id(), TimelineType.PAYMENT_COMPLETED, completed.attempt(), moment, completed.eventId());
    }

    private BeginPaymentResult begun(BeginPayment wish, Map<OrderId, Order> locked) {
        Order order = locked.get(wish.orderId());
        return order == null || !order.isOf(wish.userId()) ? new BeginPaymentResult.NoSuchOrder() : begun(wish, order);
    }

    private BeginPaymentResult begun(BeginPayment wish, Order order) {
        Instant now = now();
        int before = order.attempt();
        BeginPaymentResult result = order.beginPayment(wish.key(), now, properties.lease());
        if (order.attempt() > before) {
            timeline.notePayment(
                    order.id(),
                    TimelineType.PAYMENT_STARTED,
                    order.attempt(),
                    new Moment(now, wish.traceparent()),
                    null);
        }
        return result;
    }

    /** A lock that somebody keeps must not hold up what happens to share its transaction. */
    private void limitLockWait() {
        jdbc.execute(
                "set local lock_timeout = " + Math.max(1, ordering.lockTimeout().toMillis()));
    }

    private Map<OrderId, Order> locked(List<OrderId> ids) {
        UUID[] distinct = ids.stream().map(OrderId::value).distinct().toArray(UUID[]::new);
        return orders.lockInIdOrder(distinct).stream().collect(Collectors.toMap(Order::id, Function.identity()));
    }

    private Order locked(OrderId id) {
        return orders.lock(id.value()).orElseThrow(() -> new NoSuchOrder(id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

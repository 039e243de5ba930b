package io.commercebackbone.order.ordering;

import io.commercebackbone.order.ordering.Timeline.Moment;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private final Clock clock;

    OrderPayments(
            OrderRepository orders,
            Cancellation cancellation,
            Timeline timeline,
            OrderMetrics metrics,
            PaymentProperties properties,
            Clock clock) {
        this.orders = orders;
        this.cancellation = cancellation;
        this.timeline = timeline;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Begins a payment, or finds the one that was begun under the same key.
     *
     * @param key what tells one wish to pay from another
     */
    public BeginPaymentResult begin(OrderId id, UUID user, String key, @Nullable String traceparent) {
        return orders.lock(id.value())
                .filter(order -> order.isOf(user))
                .map(order -> begin(order, key, traceparent))
                .orElseGet(BeginPaymentResult.NoSuchOrder::new);
    }

    private BeginPaymentResult begin(Order order, String key, @Nullable String traceparent) {
        Instant now = now();
        int before = order.attempt();
        BeginPaymentResult result = order.beginPayment(key, now, properties.lease());
        if (order.attempt() > before) {
            timeline.notePayment(
                    order.id(), TimelineType.PAYMENT_STARTED, order.attempt(), new Moment(now, traceparent), null);
        }
        return result;
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
        }
        return order.status();
    }

    private Order locked(OrderId id) {
        return orders.lock(id.value()).orElseThrow(() -> new NoSuchOrder(id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package io.commercebackbone.order.ordering;

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
    private final OrderMetrics metrics;
    private final PaymentProperties properties;
    private final Clock clock;

    OrderPayments(
            OrderRepository orders,
            Cancellation cancellation,
            OrderMetrics metrics,
            PaymentProperties properties,
            Clock clock) {
        this.orders = orders;
        this.cancellation = cancellation;
        this.metrics = metrics;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Begins a payment, or finds the one that was begun under the same key.
     *
     * @param key what tells one wish to pay from another
     */
    public BeginPaymentResult begin(OrderId id, UUID user, String key) {
        return orders.lock(id.value())
                .filter(order -> order.isOf(user))
                .map(order -> order.beginPayment(key, now(), properties.lease()))
                .orElseGet(BeginPaymentResult.NoSuchOrder::new);
    }

    /**
     * Applies how an attempt was decided: paid, cancelled with its stock given back, or payable again. Money that was
     * taken for an order that cannot take it any more is noted, and given back by the {@link SagaScanner}.
     *
     * @return where the order stands now
     * @throws NoSuchOrder if it was never placed
     */
    public OrderStatus decided(OrderId id, PaymentOutcome outcome, @Nullable String traceparent) {
        Order order = locked(id);
        switch (outcome) {
            case PaymentOutcome.Completed it -> completed(order, it);
            case PaymentOutcome.Failed it -> {
                if (order.isPaying(it.attempt())) {
                    cancellation.cancel(order, CancelReason.PAYMENT_FAILED, traceparent);
                }
            }
            case PaymentOutcome.Aborted it -> {
                if (order.isPaying(it.attempt())) {
                    order.abortPayment();
                }
            }
        }
        return order.view().status();
    }

    /**
     * The order's shipment left.
     *
     * @throws NoSuchOrder if it was never placed
     */
    public OrderStatus shippingStarted(OrderId id, UUID shipmentId) {
        Order order = locked(id);
        order.ship(shipmentId);
        return order.view().status();
    }

    /**
     * The order's shipment arrived.
     *
     * @throws NoSuchOrder if it was never placed
     */
    public OrderStatus delivered(OrderId id, UUID shipmentId) {
        Order order = locked(id);
        order.deliver(shipmentId);
        return order.view().status();
    }

    private void completed(Order order, PaymentOutcome.Completed completed) {
        switch (order.complete(completed, now())) {
            case PAID -> metrics.paid();
            case REFUND_DUE -> metrics.refundDue();
            case KNOWN -> {}
        }
    }

    private Order locked(OrderId id) {
        return orders.lock(id.value()).orElseThrow(() -> new NoSuchOrder(id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

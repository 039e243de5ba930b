package io.commercebackbone.order.ordering;

import io.commercebackbone.idempotency.AnswerStore;
import io.commercebackbone.idempotency.Receipt;
import io.commercebackbone.order.ordering.CancelOrderResult.BeingPaid;
import io.commercebackbone.order.ordering.CancelOrderResult.Cancelled;
import io.commercebackbone.order.ordering.CancelOrderResult.NotCancellable;
import io.commercebackbone.order.ordering.CancelOrderResult.RefundDue;
import io.commercebackbone.order.ordering.Timeline.Moment;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What {@link CancelOrders} does to an order, before and after it asks for the money. Every call is a transaction of its
 * own under the order's row lock and may be repeated; what is final of it is stored with the receipt there.
 */
@Service
@Transactional
class CancelSteps {

    private static final Logger log = LoggerFactory.getLogger(CancelSteps.class);

    private final OrderRepository orders;
    private final Cancellation cancellation;
    private final Timeline timeline;
    private final AnswerStore answers;
    private final OrderMetrics metrics;
    private final Clock clock;

    CancelSteps(
            OrderRepository orders,
            Cancellation cancellation,
            Timeline timeline,
            AnswerStore answers,
            OrderMetrics metrics,
            Clock clock) {
        this.orders = orders;
        this.cancellation = cancellation;
        this.timeline = timeline;
        this.answers = answers;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Cancels an order that is not paid, or notes that the money of a paid one is to be given back. */
    public CancelOrderResult ask(
            UUID user, OrderId id, @Nullable String traceparent, Receipt<CancelOrderResult> receipt) {
        CancelOrderResult result = orders.lock(id.value())
                .filter(order -> order.isOf(user))
                .map(order -> ask(order, traceparent))
                .orElseGet(CancelOrderResult.NoSuchOrder::new);
        answers.store(receipt, result);
        return result;
    }

    private CancelOrderResult ask(Order order, @Nullable String traceparent) {
        return switch (order.status()) {
            case PENDING -> {
                cancellation.cancel(order, CancelReason.USER_REQUEST, traceparent);
                yield new Cancelled(order.view());
            }
            case PAYING -> new BeingPaid();
            case PAID -> {
                Moment moment = now(traceparent);
                if (order.requestCancel(moment.at())) {
                    timeline.note(order.id(), TimelineType.CANCEL_REQUESTED, moment, null);
                }
                yield new RefundDue();
            }
            case SHIPPING, DELIVERED -> new NotCancellable(order.status());
            case CANCELLED -> new Cancelled(order.view());
        };
    }

    /**
     * The money is given back, so the shipment cannot leave any more: a paid order is cancelled.
     *
     * @throws IllegalStateException if it has left all the same
     */
    public CancelOrderResult refunded(OrderId id, @Nullable String traceparent, Receipt<CancelOrderResult> receipt) {
        Order order = locked(id);
        if (order.isRefundDue()) {
            timeline.note(id, TimelineType.REFUNDED, now(traceparent), null);
            order.refunded();
        }
        if (order.status() != OrderStatus.CANCELLED) {
            cancellation.cancel(order, CancelReason.REFUNDED, traceparent);
        }
        CancelOrderResult result = new Cancelled(order.view());
        answers.store(receipt, result);
        return result;
    }

    /**
     * The shipment has left, so the money stays where it is, and nobody asks for it again. An order that was cancelled
     * nevertheless is somebody's to look at: it is told once.
     */
    public CancelOrderResult refused(OrderId id, @Nullable String traceparent, Receipt<CancelOrderResult> receipt) {
        Order order = locked(id);
        boolean cancelled = order.status() == OrderStatus.CANCELLED;
        if (order.isRefundDue()) {
            Moment moment = now(traceparent);
            order.refuseRefund(moment.at());
            timeline.note(id, cancelled ? TimelineType.REFUND_REFUSED : TimelineType.CANCEL_REFUSED, moment, null);
            if (cancelled) {
                metrics.refundRefused();
                log.atError()
                        .addKeyValue("orderId", id)
                        .log(
                                "Order is cancelled and was paid, but its shipment has left: somebody has to decide order={}",
                                id);
            } else {
                log.atInfo().addKeyValue("orderId", id).log("Order not cancelled, its shipment has left order={}", id);
            }
        }
        CancelOrderResult result = cancelled ? new Cancelled(order.view()) : new NotCancellable(order.status());
        answers.store(receipt, result);
        return result;
    }

    private Order locked(OrderId id) {
        return orders.lock(id.value()).orElseThrow(() -> new NoSuchOrder(id));
    }

    private Moment now(@Nullable String traceparent) {
        return new Moment(clock.instant().truncatedTo(ChronoUnit.MICROS), traceparent);
    }
}

package io.commercebackbone.order.ordering;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.OrderCancelledEvent;
import io.commercebackbone.messaging.outbox.Outbox;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import io.commercebackbone.order.catalogue.LockedProducts;
import io.commercebackbone.order.catalogue.Stock;
import io.commercebackbone.order.coupons.Coupons;
import io.commercebackbone.order.coupons.LockedCoupons;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cancels orders whose rows the caller's transaction has locked: gives their stock and coupons back, cancels them and
 * publishes {@code order-cancelled}, all with that transaction. The order's state lets it happen once. Coupons are locked
 * before products, as where orders are placed.
 */
@Component
class Cancellation {

    private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

    private final Coupons coupons;
    private final Stock stock;
    private final Outbox outbox;
    private final Timeline timeline;
    private final OrderMetrics metrics;
    private final Clock clock;

    Cancellation(Coupons coupons, Stock stock, Outbox outbox, Timeline timeline, OrderMetrics metrics, Clock clock) {
        this.coupons = coupons;
        this.stock = stock;
        this.outbox = outbox;
        this.timeline = timeline;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Cancels the order.
     *
     * @throws IllegalStateException if it cannot be cancelled any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(Order order, CancelReason reason, @Nullable String traceparent) {
        cancel(List.of(order), reason, traceparent);
    }

    /**
     * Cancels all of them. Their products are locked at once and in id order, so that it waits for nobody with some of them
     * locked.
     *
     * @throws IllegalStateException if one of them cannot be cancelled any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(List<Order> orders, CancelReason reason, @Nullable String traceparent) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        giveBack(orders.stream().map(Order::view).toList(), now);
        orders.forEach(order -> cancel(order, reason, new Timeline.Moment(now, traceparent)));
    }

    private void cancel(Order order, CancelReason reason, Timeline.Moment moment) {
        order.cancel(reason);
        OutgoingEvent<OrderCancelledEvent> event = OutgoingEvent.of(
                EventTypes.ORDER_CANCELLED, order.id().value(), moment.at(), order.cancelled(), moment.traceparent());
        outbox.append(event);
        timeline.noteCancelled(order.id(), reason, moment, event.id());
        metrics.cancelled(reason);
        log.atInfo().addKeyValue("orderId", order.id()).log("Order cancelled order={} reason={}", order.id(), reason);
    }

    private void giveBack(List<OrderView> orders, Instant now) {
        LockedCoupons used = coupons.lock(orders.stream()
                .flatMap(order -> Optional.ofNullable(order.couponId()).stream())
                .toList());
        LockedProducts products = stock.lock(orders.stream()
                .flatMap(order -> order.lines().stream())
                .map(OrderLine::productId)
                .toList());
        for (OrderView order : orders) {
            UUID id = order.id().value();
            order.lines().forEach(line -> products.giveBack(line.productId(), line.quantity(), id, now));
            Optional.ofNullable(order.couponId()).ifPresent(coupon -> used.restore(coupon, id));
        }
    }
}

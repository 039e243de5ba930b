package io.commercebackbone.order.ordering;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.OrderCancelledEvent;
import io.commercebackbone.messaging.outbox.Outbox;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import io.commercebackbone.order.catalogue.LockedProducts;
import io.commercebackbone.order.catalogue.Stock;
import io.commercebackbone.order.coupons.CouponId;
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
 * Cancels an order whose row the caller's transaction has locked: gives its stock and its coupon back, cancels it and
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
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        giveBack(order.view(), now);
        order.cancel(reason);
        OutgoingEvent<OrderCancelledEvent> event =
                OutgoingEvent.of(EventTypes.ORDER_CANCELLED, order.id().value(), now, order.cancelled(), traceparent);
        outbox.append(event);
        timeline.noteCancelled(order.id(), reason, new Timeline.Moment(now, traceparent), event.id());
        metrics.cancelled(reason);
        log.info("Order cancelled order={} reason={}", order.id(), reason);
    }

    private void giveBack(OrderView order, Instant now) {
        UUID id = order.id().value();
        List<CouponId> used = Optional.ofNullable(order.couponId()).stream().toList();
        LockedCoupons usedCoupons = coupons.lock(used);
        LockedProducts products =
                stock.lock(order.lines().stream().map(OrderLine::productId).toList());
        order.lines().forEach(line -> products.giveBack(line.productId(), line.quantity(), id, now));
        used.forEach(coupon -> usedCoupons.restore(coupon, id));
    }
}

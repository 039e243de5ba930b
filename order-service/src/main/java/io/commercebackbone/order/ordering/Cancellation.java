package io.commercebackbone.order.ordering;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.messaging.outbox.Outbox;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import io.commercebackbone.order.catalogue.LockedProducts;
import io.commercebackbone.order.catalogue.Stock;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cancels an order whose row the caller's transaction has locked: gives its stock back, cancels it and publishes
 * {@code order-cancelled}, all with that transaction. The order's state lets it happen once.
 */
@Component
class Cancellation {

    private static final Logger log = LoggerFactory.getLogger(Cancellation.class);

    private final Stock stock;
    private final Outbox outbox;
    private final OrderMetrics metrics;
    private final Clock clock;

    Cancellation(Stock stock, Outbox outbox, OrderMetrics metrics, Clock clock) {
        this.stock = stock;
        this.outbox = outbox;
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
        OrderView view = order.view();
        LockedProducts products =
                stock.lock(view.lines().stream().map(OrderLine::productId).toList());
        view.lines()
                .forEach(line -> products.giveBack(
                        line.productId(), line.quantity(), view.id().value(), now));
        order.cancel(reason);
        outbox.append(
                OutgoingEvent.of(EventTypes.ORDER_CANCELLED, view.id().value(), now, order.cancelled(), traceparent));
        metrics.cancelled(reason);
        log.info("Order cancelled order={} reason={}", view.id(), reason);
    }
}

package io.commercebackbone.order.ordering;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.OrderCreatedEvent;
import io.commercebackbone.idempotency.AnswerStore;
import io.commercebackbone.idempotency.KeyedAnswer;
import io.commercebackbone.messaging.outbox.Outbox;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import io.commercebackbone.order.catalogue.LockedProducts;
import io.commercebackbone.order.catalogue.ProductId;
import io.commercebackbone.order.catalogue.Stock;
import io.commercebackbone.order.coupons.CouponId;
import io.commercebackbone.order.coupons.Coupons;
import io.commercebackbone.order.coupons.LockedCoupons;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Places a group of orders in one transaction: all of them that break no rule, or none. */
@Component
class Placement {

    private final Stock stock;
    private final Coupons coupons;
    private final Outbox outbox;
    private final OrderTable table;
    private final AnswerStore answers;
    private final JdbcTemplate jdbc;
    private final OrderingProperties properties;
    private final Clock clock;

    Placement(
            Stock stock,
            Coupons coupons,
            Outbox outbox,
            OrderTable table,
            AnswerStore answers,
            JdbcTemplate jdbc,
            OrderingProperties properties,
            Clock clock) {
        this.stock = stock;
        this.coupons = coupons;
        this.outbox = outbox;
        this.table = table;
        this.answers = answers;
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Decides the orders one after the other and commits what was placed.
     *
     * @param lockTimeout how long to wait for a row lock that somebody else holds, to the millisecond
     * @return a result for each order, in their order; true once the call returns
     * @throws RuntimeException if the transaction failed; what is known then, its cause tells
     */
    @Transactional
    public List<PlaceOrderResult> place(List<PlaceOrder> orders, Duration lockTimeout) {
        limitLockWait(lockTimeout);
        LockedCoupons usable = coupons.lock(couponsOf(orders));
        LockedProducts products = stock.lock(productsOf(orders));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Checkout checkout = new Checkout(products, usable, properties.payableFor(), now);
        List<NewOrder> placed = new ArrayList<>();
        List<PlaceOrderResult> results =
                orders.stream().map(order -> place(order, checkout, placed)).toList();
        table.insert(placed);
        answers.store(answersOf(orders, results));
        return results;
    }

    private static List<KeyedAnswer> answersOf(List<PlaceOrder> orders, List<PlaceOrderResult> results) {
        return IntStream.range(0, orders.size())
                .mapToObj(i -> orders.get(i).receipt().of(results.get(i)))
                .flatMap(Optional::stream)
                .toList();
    }

    private PlaceOrderResult place(PlaceOrder command, Checkout checkout, List<NewOrder> placed) {
        Optional<PlaceOrderResult.Refused> refusal = checkout.refusal(command);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Order order = checkout.place(command);
        OutgoingEvent<OrderCreatedEvent> event = OutgoingEvent.of(
                EventTypes.ORDER_CREATED,
                command.id().value(),
                command.placedAt(),
                order.created(),
                command.traceparent());
        outbox.append(event);
        OrderView view = order.view();
        placed.add(new NewOrder(view, event.id(), command.traceparent()));
        return new PlaceOrderResult.Placed(view);
    }

    /** The coupons that are to be used: none for most groups, which pay nothing for them then. */
    private static List<CouponId> couponsOf(List<PlaceOrder> orders) {
        return orders.stream()
                .flatMap(order -> Optional.ofNullable(order.couponId()).stream())
                .toList();
    }

    private static List<ProductId> productsOf(List<PlaceOrder> orders) {
        return orders.stream()
                .flatMap(order -> order.lines().stream())
                .map(PlaceOrder.Line::productId)
                .toList();
    }

    private void limitLockWait(Duration timeout) {
        jdbc.execute("set local lock_timeout = " + Math.max(1, timeout.toMillis()));
    }
}

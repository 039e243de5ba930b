package io.commercebackbone.order.ordering;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.idempotency.AnswerStore;
import io.commercebackbone.idempotency.KeyedAnswer;
import io.commercebackbone.messaging.outbox.Outbox;
import io.commercebackbone.messaging.outbox.OutgoingEvent;
import io.commercebackbone.order.catalogue.LockedProducts;
import io.commercebackbone.order.catalogue.ProductId;
import io.commercebackbone.order.catalogue.Stock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Places a group of orders in one transaction: all of them that break no rule, or none. */
@Component
class Placement {

    private final Stock stock;
    private final Outbox outbox;
    private final OrderTable table;
    private final AnswerStore answers;
    private final JdbcTemplate jdbc;
    private final OrderingProperties properties;
    private final Clock clock;

    Placement(
            Stock stock,
            Outbox outbox,
            OrderTable table,
            AnswerStore answers,
            JdbcTemplate jdbc,
            OrderingProperties properties,
            Clock clock) {
        this.stock = stock;
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
     * @throws RuntimeException if the transaction failed; see {@link PlacementFailure} for what is known then
     */
    @Transactional
    public List<PlaceOrderResult> place(List<PlaceOrder> orders, Duration lockTimeout) {
        limitLockWait(lockTimeout);
        LockedProducts products = stock.lock(productsOf(orders));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<PlaceOrderResult> results =
                orders.stream().map(order -> place(order, products, now)).toList();
        table.insert(results.stream()
                .flatMap(
                        it -> it instanceof PlaceOrderResult.Placed placed ? Stream.of(placed.order()) : Stream.empty())
                .toList());
        answers.store(answersOf(orders, results));
        return results;
    }

    private static List<KeyedAnswer> answersOf(List<PlaceOrder> orders, List<PlaceOrderResult> results) {
        return IntStream.range(0, orders.size())
                .mapToObj(i -> orders.get(i).receipt().of(results.get(i)))
                .flatMap(Optional::stream)
                .toList();
    }

    private PlaceOrderResult place(PlaceOrder command, LockedProducts products, Instant now) {
        Optional<PlaceOrderResult.Refused> refusal = Order.refusal(command, products);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Order order = Order.place(command, products, properties.payableFor(), now);
        outbox.append(OutgoingEvent.of(
                EventTypes.ORDER_CREATED,
                command.id().value(),
                command.placedAt(),
                order.created(),
                command.traceparent()));
        return new PlaceOrderResult.Placed(order.view());
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

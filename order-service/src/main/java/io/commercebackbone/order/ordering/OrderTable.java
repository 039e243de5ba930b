package io.commercebackbone.order.ordering;

import io.commercebackbone.jdbc.BulkStatement;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes a group of new orders, with one statement per table however many they are. */
@Component
class OrderTable {

    private static final BulkStatement<OrderView> ORDERS = BulkStatement.<OrderView>of("""
            insert into orders (id, user_id, status, total_amount, discount_amount, payment_amount, created_at, expires_at)
            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::numeric[], ?::numeric[], ?::numeric[],
                                 ?::timestamptz[], ?::timestamptz[])
            """)
            .with("uuid", UUID.class, order -> order.id().value())
            .with("uuid", UUID.class, OrderView::userId)
            .with("text", String.class, order -> order.status().name())
            .with("numeric", BigDecimal.class, order -> order.totalAmount().amount())
            .with("numeric", BigDecimal.class, order -> order.discountAmount().amount())
            .with("numeric", BigDecimal.class, order -> order.paymentAmount().amount())
            .with(
                    "timestamptz",
                    OffsetDateTime.class,
                    order -> order.createdAt().atOffset(ZoneOffset.UTC))
            .with(
                    "timestamptz",
                    OffsetDateTime.class,
                    order -> order.expiresAt().atOffset(ZoneOffset.UTC));

    private static final BulkStatement<Line> LINES = BulkStatement.<Line>of("""
            insert into order_lines (order_id, position, product_id, quantity, unit_price)
            select * from unnest(?::uuid[], ?::int[], ?::uuid[], ?::int[], ?::numeric[])
            """)
            .with("uuid", UUID.class, line -> line.order().value())
            .with("int4", Integer.class, Line::position)
            .with("uuid", UUID.class, line -> line.of().productId().value())
            .with("int4", Integer.class, line -> line.of().quantity())
            .with("numeric", BigDecimal.class, line -> line.of().unitPrice().amount());

    private final JdbcTemplate jdbc;

    OrderTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    private record Line(OrderId order, int position, OrderLine of) {}

    void insert(List<OrderView> orders) {
        ORDERS.execute(jdbc, orders);
        LINES.execute(jdbc, orders.stream().flatMap(OrderTable::lines).toList());
    }

    private static Stream<Line> lines(OrderView order) {
        return IntStream.range(0, order.lines().size())
                .mapToObj(i -> new Line(order.id(), i, order.lines().get(i)));
    }
}

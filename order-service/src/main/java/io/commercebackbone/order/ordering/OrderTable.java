package io.commercebackbone.order.ordering;

import io.commercebackbone.jdbc.BulkStatement;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes a group of new orders, with one statement per table however many they are. */
@Component
class OrderTable {

    private static final BulkStatement<NewOrder> ORDERS = BulkStatement.<NewOrder>of("""
            insert into orders (id, user_id, status, coupon_id, total_amount, discount_amount, payment_amount,
                                created_at, expires_at, created_event, created_trace)
            select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::numeric[], ?::numeric[], ?::numeric[],
                                 ?::timestamptz[], ?::timestamptz[], ?::uuid[], ?::uuid[])
            """)
            .with("uuid", UUID.class, it -> it.order().id().value())
            .with("uuid", UUID.class, it -> it.order().userId())
            .with("text", String.class, it -> it.order().status().name())
            .with("uuid", UUID.class, it -> coupon(it.order()))
            .with("numeric", BigDecimal.class, it -> it.order().totalAmount().amount())
            .with("numeric", BigDecimal.class, it -> it.order().discountAmount().amount())
            .with("numeric", BigDecimal.class, it -> it.order().paymentAmount().amount())
            .with("timestamptz", OffsetDateTime.class, it -> utc(it.order().createdAt()))
            .with("timestamptz", OffsetDateTime.class, it -> utc(it.order().expiresAt()))
            .with("uuid", UUID.class, NewOrder::event)
            .with("uuid", UUID.class, it -> TraceId.bits(TraceId.of(it.traceparent())));

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

    void insert(List<NewOrder> orders) {
        ORDERS.execute(jdbc, orders);
        LINES.execute(jdbc, orders.stream().flatMap(it -> lines(it.order())).toList());
    }

    private static @Nullable UUID coupon(OrderView order) {
        return order.couponId() == null ? null : order.couponId().value();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Stream<Line> lines(OrderView order) {
        return IntStream.range(0, order.lines().size())
                .mapToObj(i -> new Line(order.id(), i, order.lines().get(i)));
    }
}

package io.commercebackbone.verify.check;

import io.commercebackbone.verify.load.Line;
import io.commercebackbone.verify.parts.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An order as it lies in the database. */
record PlacedOrder(UUID id, UUID user, String status, Instant createdAt, List<Line> lines) {

    private static final String ALL = """
        select o.id, o.user_id, o.status, o.created_at,
               string_agg(l.product_id || '*' || l.quantity, ',' order by l.position)
          from orders o left join order_lines l on l.order_id = o.id
         group by o.id order by o.created_at\
        """;

    /** All there are, the oldest first. */
    static Map<UUID, PlacedOrder> all(Database orders) throws SQLException {
        Map<UUID, PlacedOrder> all = new LinkedHashMap<>();
        Rows.read(
                        orders,
                        ALL,
                        row -> new PlacedOrder(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getObject(4, OffsetDateTime.class).toInstant(),
                                Line.of(row.getString(5) == null ? "" : row.getString(5))))
                .forEach(order -> all.put(order.id(), order));
        return all;
    }

    boolean has(UUID product) {
        return lines.stream().anyMatch(line -> line.product().equals(product));
    }

    boolean isCancelled() {
        return status.equals("CANCELLED");
    }
}

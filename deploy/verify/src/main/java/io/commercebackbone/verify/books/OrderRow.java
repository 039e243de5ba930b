package io.commercebackbone.verify.books;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as order-service has it.
 *
 * @param attempt how many payments were begun
 * @param paymentId of the payment that it knows to have taken money
 */
record OrderRow(
        UUID id,
        UUID userId,
        String status,
        int attempt,
        BigDecimal amount,
        @Nullable UUID paymentId,
        @Nullable UUID shipmentId,
        @Nullable String cancelReason) {

    static Map<UUID, OrderRow> all(Connection orders) throws SQLException {
        Map<UUID, OrderRow> all = new HashMap<>();
        try (Statement statement = orders.createStatement();
                ResultSet row = statement.executeQuery("""
                    select id, user_id, status, attempt, payment_amount, payment_id, shipment_id, cancel_reason
                      from orders\
                    """)) {
            while (row.next()) {
                OrderRow order = new OrderRow(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getInt(4),
                        row.getBigDecimal(5),
                        row.getObject(6, UUID.class),
                        row.getObject(7, UUID.class),
                        row.getString(8));
                all.put(order.id(), order);
            }
        }
        return all;
    }
}

package io.commercebackbone.verify.books;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to pay an order as payment-service decided it, with what became of its shipment.
 *
 * @param amount null if the attempt was given up
 */
record PaymentRow(
        UUID orderId,
        int attempt,
        UUID id,
        UUID userId,
        String status,
        @Nullable BigDecimal amount,
        @Nullable UUID shipmentId,
        @Nullable String shipmentStatus,
        boolean refunded) {

    boolean isCompleted() {
        return status.equals("COMPLETED");
    }

    boolean isFailed() {
        return status.equals("FAILED");
    }

    static Map<UUID, List<PaymentRow>> byOrder(Connection payments) throws SQLException {
        Map<UUID, List<PaymentRow>> all = new HashMap<>();
        try (Statement statement = payments.createStatement();
                ResultSet row = statement.executeQuery("""
                    select p.order_id, p.attempt, p.id, p.user_id, p.status, p.amount, p.shipment_id, s.status,
                           r.order_id is not null
                      from payments p
                      left join shipments s on s.id = p.shipment_id
                      left join refunds r on r.payment_id = p.id\
                    """)) {
            while (row.next()) {
                PaymentRow payment = new PaymentRow(
                        row.getObject(1, UUID.class),
                        row.getInt(2),
                        row.getObject(3, UUID.class),
                        row.getObject(4, UUID.class),
                        row.getString(5),
                        row.getBigDecimal(6),
                        row.getObject(7, UUID.class),
                        row.getString(8),
                        row.getBoolean(9));
                all.computeIfAbsent(payment.orderId(), order -> new ArrayList<>())
                        .add(payment);
            }
        }
        return all;
    }
}

package io.commercebackbone.payment.payments;

import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.shipments.ShipmentId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decided payments in the database. Rows are inserted and never changed. */
@Component
class PaymentTable {

    private static final String SELECT =
            "select id, order_id, attempt, user_id, status, amount, reason, shipment_id, created_at from payments where ";

    private final JdbcClient jdbc;

    PaymentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Inserts a decision, unless the attempt is decided or the order is paid. Waits for whoever is deciding the same at
     * the moment.
     *
     * @return whether it is in now
     */
    boolean insert(Payment payment) {
        return jdbc.sql("""
                insert into payments (order_id, attempt, id, user_id, status, amount, currency, reason, shipment_id,
                                      created_at)
                values (:order, :attempt, :id, :user, :status, cast(:amount as numeric), :currency,
                        cast(:reason as text), cast(:shipment as uuid), :at)
                on conflict do nothing""")
                        .param("order", payment.orderId().value())
                        .param("attempt", payment.attempt())
                        .param("id", payment.id().value())
                        .param("user", payment.userId())
                        .param("status", payment.status().name())
                        .param(
                                "amount",
                                payment.amount() == null
                                        ? null
                                        : payment.amount().amount())
                        .param("currency", Money.CURRENCY)
                        .param("reason", payment.reason())
                        .param(
                                "shipment",
                                payment.shipmentId() == null
                                        ? null
                                        : payment.shipmentId().value())
                        .param("at", payment.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** What decided this attempt: its own row, or that the order is paid by another one. */
    Optional<Payment> decided(OrderId order, int attempt) {
        return jdbc.sql(SELECT + "order_id = ? and (attempt = ? or status = 'COMPLETED') "
                        + "order by (status = 'COMPLETED') desc limit 1")
                .params(order.value(), attempt)
                .query(PaymentTable::payment)
                .optional();
    }

    Optional<Payment> completed(OrderId order) {
        return jdbc.sql(SELECT + "order_id = ? and status = 'COMPLETED'")
                .param(order.value())
                .query(PaymentTable::payment)
                .optional();
    }

    Optional<Payment> find(UUID user, PaymentId id) {
        return jdbc.sql(SELECT + "user_id = ? and id = ?")
                .params(user, id.value())
                .query(PaymentTable::payment)
                .optional();
    }

    /** Latest attempt first. */
    List<Payment> ofOrder(UUID user, OrderId order) {
        return jdbc.sql(SELECT + "user_id = ? and order_id = ? order by attempt desc")
                .params(user, order.value())
                .query(PaymentTable::payment)
                .list();
    }

    private static Payment payment(ResultSet row, int number) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        UUID shipment = row.getObject("shipment_id", UUID.class);
        return new Payment(
                new PaymentId(row.getObject("id", UUID.class)),
                new OrderId(row.getObject("order_id", UUID.class)),
                row.getInt("attempt"),
                row.getObject("user_id", UUID.class),
                PaymentStatus.valueOf(row.getString("status")),
                amount == null ? null : new Money(amount),
                row.getString("reason"),
                shipment == null ? null : new ShipmentId(shipment),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}

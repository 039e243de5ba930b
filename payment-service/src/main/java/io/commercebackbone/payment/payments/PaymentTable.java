package io.commercebackbone.payment.payments;

import io.commercebackbone.jdbc.BulkStatement;
import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.OrderId;
import io.commercebackbone.payment.shipments.ShipmentId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Decided payments in the database. Rows are inserted and never changed. */
@Component
class PaymentTable {

    private static final String SELECT =
            "select id, order_id, attempt, user_id, status, amount, reason, shipment_id, created_at from payments where ";

    /** A refusal is left out where the order is paid by another attempt: no index would stop it. */
    private static final BulkStatement<Payment> INSERT = BulkStatement.<Payment>of("""
            insert into payments (order_id, attempt, id, user_id, status, amount, currency, reason, shipment_id,
                                  created_at)
            select * from unnest(?::uuid[], ?::int4[], ?::uuid[], ?::uuid[], ?::text[], ?::numeric[], ?::text[],
                                 ?::text[], ?::uuid[], ?::timestamptz[])
                   as made (order_id, attempt, id, user_id, status, amount, currency, reason, shipment_id,
                            created_at)
             where made.status <> 'FAILED'
                or not exists (select 1 from payments paid
                                where paid.order_id = made.order_id and paid.status = 'COMPLETED')
                on conflict do nothing
            """)
            .with("uuid", UUID.class, it -> it.orderId().value())
            .with("int4", Integer.class, Payment::attempt)
            .with("uuid", UUID.class, it -> it.id().value())
            .with("uuid", UUID.class, Payment::userId)
            .with("text", String.class, it -> it.status().name())
            .with("numeric", BigDecimal.class, it -> amount(it))
            .with("text", String.class, it -> Money.CURRENCY)
            .with("text", String.class, it -> it.reason())
            .with("uuid", UUID.class, it -> shipment(it))
            .with("timestamptz", OffsetDateTime.class, it -> it.createdAt().atOffset(ZoneOffset.UTC));

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    PaymentTable(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /**
     * Inserts decisions, except those whose attempt is decided or whose order is paid. Waits for whoever is deciding the
     * same at the moment.
     *
     * @return how many are in now
     */
    int insert(List<Payment> decided) {
        return INSERT.execute(template, decided);
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

    /** Orders that were paid in a time, by id. */
    List<UUID> completedIn(Instant from, Instant to, UUID after, int limit) {
        return jdbc.sql("""
                select order_id from payments
                 where status = 'COMPLETED' and created_at >= ? and created_at < ? and order_id > ?
                 order by order_id limit ?""")
                .params(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), after, limit)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
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

    private static @Nullable BigDecimal amount(Payment payment) {
        Money amount = payment.amount();
        return amount == null ? null : amount.amount();
    }

    private static @Nullable UUID shipment(Payment payment) {
        ShipmentId shipment = payment.shipmentId();
        return shipment == null ? null : shipment.value();
    }
}

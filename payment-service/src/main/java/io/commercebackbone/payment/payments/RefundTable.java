package io.commercebackbone.payment.payments;

import io.commercebackbone.payment.Money;
import io.commercebackbone.payment.OrderId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Payments that were given back: one per order at most. */
@Component
class RefundTable {

    private final JdbcClient jdbc;

    RefundTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<UUID> find(OrderId order) {
        return jdbc.sql("select id from refunds where order_id = ?")
                .param(order.value())
                .query(UUID.class)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the order has one */
    void insert(UUID id, Payment payment, Money amount, String reason, Instant at) {
        jdbc.sql("""
                insert into refunds (order_id, id, payment_id, user_id, amount, reason, created_at)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        payment.orderId().value(),
                        id,
                        payment.id().value(),
                        payment.userId(),
                        amount.amount(),
                        reason,
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }
}

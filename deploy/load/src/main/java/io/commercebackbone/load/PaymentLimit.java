package io.commercebackbone.load;

import com.github.f4b6a3.uuid.UuidCreator;
import io.commercebackbone.events.EventTypes;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/**
 * What the databases alone can do with a payment: begin, pivot and completion, three durable commits of one statement
 * each, with ledger, shipment and outbox row; no HTTP, no tokens, no objects.
 */
final class PaymentLimit {

    static final String ORDERS = "load_unpaid";

    private static final String BEGIN = """
            update load_unpaid set status = 'PAYING', attempt = attempt + 1, payment_key = ?,
                                   lease_until = now() + interval '30 seconds'
             where id = ? and user_id = ? and status = 'PENDING' and expires_at > now()
            returning attempt, payment_amount
            """;

    private static final String PIVOT = """
            with wanted (order_id, attempt, payment, shipment, user_id, amount, event, body, headers) as (
                     values (?::uuid, ?::int, ?::uuid, ?::uuid, ?::uuid, ?::numeric, ?::uuid, ?::bytea, ?::jsonb)),
                 paid as (
                     update load_balances b set balance = b.balance - w.amount, entries = b.entries + 1
                       from wanted w where b.user_id = w.user_id and b.balance >= w.amount
                  returning b.balance, b.entries),
                 payment as (
                     insert into load_payments (order_id, attempt, id, user_id, status, amount, currency, shipment_id,
                                                created_at)
                     select order_id, attempt, payment, user_id, 'COMPLETED', amount, 'KRW', shipment, now()
                       from wanted, paid),
                 entry as (
                     insert into load_entries (user_id, number, type, amount, balance_after, reference, at)
                     select user_id, entries, 'PAYMENT', -amount, balance, payment, now() from wanted, paid),
                 prepared as (
                     insert into load_shipments (id, order_id, user_id, status, created_at)
                     select shipment, order_id, user_id, 'PREPARING', now() from wanted, paid)
            insert into load_paid_outbox (event_id, topic, key, payload, headers)
            select event, 'payment-completed', order_id::text, body, headers from wanted, paid
            """;

    private static final String COMPLETED = """
            update load_unpaid set status = 'PAID', payment_id = ?, shipment_id = ?, lease_until = null
             where id = ? and status = 'PAYING' and attempt = ?
            """;

    private static final String ORDER_TABLES = """
            drop table if exists load_unpaid;
            create table load_unpaid (like orders including all);
            """;

    private static final String PAYMENT_TABLES = """
            drop table if exists load_balances, load_entries, load_payments, load_shipments, load_paid_outbox;
            create table load_balances (like balances including all);
            alter table load_balances set (fillfactor = 70);
            create table load_entries (like balance_entries including all);
            alter table load_entries add foreign key (user_id) references load_balances;
            create table load_payments (like payments including all);
            create table load_shipments (like shipments including all);
            create table load_paid_outbox (like outbox including all);
            """;

    private final String ordersUrl;
    private final String paymentsUrl;
    private final List<Shop.User> users;
    private final UnpaidOrders orders;

    private PaymentLimit(String ordersUrl, String paymentsUrl, List<Shop.User> users, UnpaidOrders orders) {
        this.ordersUrl = ordersUrl;
        this.paymentsUrl = paymentsUrl;
        this.users = users;
        this.orders = orders;
    }

    /** Makes the limit's own tables beside the services', with a balance for each user. */
    static PaymentLimit prepare(String ordersUrl, String paymentsUrl, List<Shop.User> users, UnpaidOrders orders)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(ordersUrl, "orders", "orders");
                Statement statement = connection.createStatement()) {
            statement.execute(ORDER_TABLES);
        }
        try (Connection connection = DriverManager.getConnection(paymentsUrl, "payments", "payments");
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into load_balances (user_id, balance, entries) values (?, 10000000, 0)")) {
            statement.execute(PAYMENT_TABLES);
            for (Shop.User user : users) {
                insert.setObject(1, user.id());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return new PaymentLimit(ordersUrl, paymentsUrl, users, orders);
    }

    Load.Client payer(int number) throws SQLException {
        return new Payer(users.get(number % users.size()));
    }

    private final class Payer implements Load.Client {

        private final Shop.User user;
        private final Connection orderSide = DriverManager.getConnection(ordersUrl, "orders", "orders");
        private final Connection paymentSide = DriverManager.getConnection(paymentsUrl, "payments", "payments");
        private final PreparedStatement begin = orderSide.prepareStatement(BEGIN);
        private final PreparedStatement pivot = paymentSide.prepareStatement(PIVOT);
        private final PreparedStatement completed = orderSide.prepareStatement(COMPLETED);

        Payer(Shop.User user) throws SQLException {
            this.user = user;
        }

        @Override
        public boolean call() throws SQLException {
            UUID order = orders.next(user);
            UUID payment = UuidCreator.getTimeOrderedEpoch();
            UUID shipment = UuidCreator.getTimeOrderedEpoch();
            begin.setString(1, payment.toString());
            begin.setObject(2, order);
            begin.setObject(3, user.id());
            try (ResultSet begun = begin.executeQuery()) {
                return begun.next()
                        && pay(order, begun.getInt(1), begun.getBigDecimal(2), payment, shipment) == 1
                        && complete(order, begun.getInt(1), payment, shipment) == 1;
            }
        }

        private int pay(UUID order, int attempt, BigDecimal amount, UUID payment, UUID shipment) throws SQLException {
            pivot.setObject(1, order);
            pivot.setInt(2, attempt);
            pivot.setObject(3, payment);
            pivot.setObject(4, shipment);
            pivot.setObject(5, user.id());
            pivot.setBigDecimal(6, amount);
            pivot.setObject(7, UuidCreator.getTimeOrderedEpoch());
            pivot.setBytes(8, Events.paymentCompleted(order, user.id(), payment, shipment));
            pivot.setString(9, Events.storedHeaders(EventTypes.PAYMENT_COMPLETED));
            return pivot.executeUpdate();
        }

        private int complete(UUID order, int attempt, UUID payment, UUID shipment) throws SQLException {
            completed.setObject(1, payment);
            completed.setObject(2, shipment);
            completed.setObject(3, order);
            completed.setInt(4, attempt);
            return completed.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            orderSide.close();
            paymentSide.close();
        }
    }
}

package io.commercebackbone.verify.run;

import io.commercebackbone.verify.books.Books;
import io.commercebackbone.verify.load.Line;
import io.commercebackbone.verify.parts.Addresses;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Something that was made wrong by hand in a system that is right.
 *
 * @param rule that must find it
 * @param subject what the finding must name
 */
record Planted(String name, String rule, String subject, Act plant, Act undo) {

    /** More than anybody puts in, a long time ago. */
    private static final String RESTORED = "99@1700000000000000";

    /** Changes the system behind everybody's back. */
    interface Act {
        void on(Addresses addresses) throws Exception;
    }

    /**
     * Each kind of wrong that a bad night could leave behind.
     *
     * @param user who placed the order
     * @param order paid
     * @param line one of the order's
     */
    static List<Planted> all(UUID user, UUID order, Line line, UUID stranger) {
        String saved = "drop table if exists saved; create table saved as select * from %s; delete from %s";
        String day = "{ranking}:day:" + LocalDate.now(ZoneId.of("Asia/Seoul"));
        String product = line.product().toString();
        String cart = "cart:{" + user + "}";
        return List.of(
                new Planted(
                        "an outbox row is deleted",
                        "order-without-its-event",
                        "order " + order,
                        orders(saved.formatted(
                                "outbox where topic = 'order-created' and key = '" + order + "'",
                                "outbox where topic = 'order-created' and key = '" + order + "'")),
                        orders("insert into outbox overriding system value select * from saved; drop table saved")),
                new Planted(
                        "a score is raised",
                        "ranking-above-recount",
                        "product " + product,
                        redis(it -> it.zincrby(day, 1, product)),
                        redis(it -> it.zincrby(day, -1, product))),
                new Planted(
                        "a balance is changed",
                        "balance-differs-from-ledger",
                        "user " + user,
                        payments("update balances set balance = balance + 1 where user_id = '" + user + "'"),
                        payments("update balances set balance = balance - 1 where user_id = '" + user + "'")),
                new Planted(
                        "a ledger row is removed",
                        "balance-entry-missing",
                        "user " + user,
                        payments(saved.formatted(
                                "balance_entries where number = 1 and user_id = '" + user + "'",
                                "balance_entries where number = 1 and user_id = '" + user + "'")),
                        payments("insert into balance_entries select * from saved; drop table saved")),
                new Planted(
                        "a stock is corrected",
                        "stock-differs-from-ledger",
                        "product " + product,
                        orders("update products set stock = stock + 1 where id = '" + product + "'"),
                        orders("update products set stock = stock - 1 where id = '" + product + "'")),
                new Planted(
                        "a stock is corrected with an entry in its ledger",
                        "stock-differs-from-beginning",
                        "product " + product,
                        orders("""
                            update products set stock = stock + 1, ledger_entries = ledger_entries + 1 where id = '%1$s';
                            insert into stock_ledger (product_id, number, delta, reason, stock_after, at)
                            select id, ledger_entries, 1, 'by hand', stock, now() from products where id = '%1$s'\
                            """.formatted(product)),
                        orders("""
                            delete from stock_ledger where product_id = '%1$s' and reason = 'by hand';
                            update products set stock = stock - 1, ledger_entries = ledger_entries - 1 where id = '%1$s'\
                            """.formatted(product))),
                new Planted(
                        "a cart line is restored",
                        "cart-line-nobody-put",
                        "user " + user,
                        redis(it -> it.hset(cart, product, RESTORED)),
                        redis(it -> it.hdel(cart, product))),
                new Planted(
                        "a payment has no order",
                        "payment-of-no-order",
                        "order " + stranger,
                        payments("""
                            insert into payments (order_id, attempt, id, user_id, status, amount, currency, reason, created_at)
                            select '%1$s', 1, '%1$s', user_id, 'FAILED', amount, currency, 'insufficient-balance', created_at
                              from payments where order_id = '%2$s'\
                            """.formatted(stranger, order)),
                        payments("delete from payments where order_id = '" + stranger + "'")),
                new Planted(
                        "two payments of an order are completed",
                        "order-paid-twice",
                        "order " + order,
                        payments("""
                            drop index payments_completed;
                            insert into payments
                                (order_id, attempt, id, user_id, status, amount, currency, shipment_id, created_at)
                            select order_id, attempt + 1, '%s', user_id, status, amount, currency, shipment_id, created_at
                              from payments where order_id = '%s'\
                            """.formatted(stranger, order)),
                        payments("""
                            delete from payments where id = '%s';
                            create unique index payments_completed on payments (order_id) where status = 'COMPLETED'\
                            """.formatted(stranger))));
    }

    private static Act orders(String sql) {
        return addresses -> execute(addresses.orders(), sql);
    }

    private static Act payments(String sql) {
        return addresses -> execute(addresses.payments(), sql);
    }

    private static void execute(Books.Database database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static Act redis(Consumer<RedisCommands<String, String>> change) {
        return addresses -> {
            try (RedisClient client = RedisClient.create(RedisURI.create(addresses.redis()))) {
                change.accept(client.connect().sync());
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.commercebackbone.load;

import com.github.f4b6a3.uuid.UuidCreator;
import io.commercebackbone.events.EventTypes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What the database alone can do with an order: no HTTP, no tokens, no objects; durable, with ledger and outbox row. */
final class JdbcLimit {

    private static final String PRODUCT = "select stock from load_products where id = ? for update";

    /** The whole order as one data-modifying statement. */
    private static final String ORDER = """
            with taken as (
                     update load_products set stock = stock - 1, ledger_entries = ledger_entries + 1
                      where id = ? and stock >= 1 returning stock, ledger_entries, price),
                 placed as (
                     insert into load_orders (id, user_id, status, total_amount, discount_amount, payment_amount,
                                              created_at, expires_at, created_event, created_trace)
                     select ?, ?, 'PENDING', price, 0, price, now(), now() + interval '15 minutes', ?, ?
                       from taken),
                 line as (
                     insert into load_lines (order_id, position, product_id, quantity, unit_price)
                     select ?, 0, ?, 1, price from taken),
                 entry as (
                     insert into load_ledger (product_id, number, delta, reason, stock_after, reference, at)
                     select ?, ledger_entries, -1, 'ORDERED', stock, ?, now() from taken)
            insert into load_outbox (event_id, topic, key, payload, headers)
            select ?, 'order-created', ?::text, ?::bytea, ?::jsonb from taken
            """;

    /** The service's own tables once more: the same columns, indexes, checks and references. */
    private static final String TABLES = """
            drop table if exists load_products, load_orders, load_lines, load_ledger, load_outbox;
            create table load_products (like products including all);
            alter table load_products set (fillfactor = 70);
            create table load_orders (like orders including all);
            create table load_lines (like order_lines including all);
            alter table load_lines add foreign key (order_id) references load_orders,
                                   add foreign key (product_id) references load_products;
            create table load_ledger (like stock_ledger including all);
            alter table load_ledger add foreign key (product_id) references load_products;
            create table load_outbox (like outbox including all);
            """;

    private static final String FILL =
            "insert into load_products (id, name, price, stock, ledger_entries, created_at) values (?, 'load', 10, ?, 0, now())";

    private final String url;
    private final List<UUID> products;

    private JdbcLimit(String url, List<UUID> products) {
        this.url = url;
        this.products = products;
    }

    /** Makes the limit's own tables beside the service's, with these products. */
    static JdbcLimit prepare(String url, List<UUID> products) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
            try (PreparedStatement insert = connection.prepareStatement(FILL)) {
                for (UUID product : products) {
                    insert.setObject(1, product);
                    insert.setInt(2, 100_000_000);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
        return new JdbcLimit(url, products);
    }

    /** The same limit for some of the products. */
    JdbcLimit only(List<UUID> some) {
        return new JdbcLimit(url, some);
    }

    /** A client that orders with one statement. */
    Load.Client oneStatement(int number) throws SQLException {
        return new Buyer(false, number);
    }

    /** A client that locks the product first, then orders, as the source has it. */
    Load.Client lockFirst(int number) throws SQLException {
        return new Buyer(true, number);
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "orders", "orders");
    }

    private final class Buyer implements Load.Client {

        private final boolean lockFirst;
        private final Random random;
        private final Connection connection;
        private final PreparedStatement lock;
        private final PreparedStatement order;
        private final UUID user = UUID.randomUUID();

        Buyer(boolean lockFirst, int number) throws SQLException {
            this.lockFirst = lockFirst;
            this.random = new Random(number);
            connection = connect(url);
            connection.setAutoCommit(!lockFirst);
            lock = connection.prepareStatement(PRODUCT);
            order = connection.prepareStatement(ORDER);
        }

        @Override
        public boolean call() throws SQLException {
            UUID product = products.get(random.nextInt(products.size()));
            if (lockFirst) {
                lock.setObject(1, product);
                try (ResultSet row = lock.executeQuery()) {
                    row.next();
                }
            }
            boolean placed = place(product) == 1;
            if (lockFirst) {
                connection.commit();
            }
            return placed;
        }

        private int place(UUID product) throws SQLException {
            UUID id = UuidCreator.getTimeOrderedEpoch();
            UUID event = UuidCreator.getTimeOrderedEpoch();
            order.setObject(1, product);
            order.setObject(2, id);
            order.setObject(3, user);
            order.setObject(4, event);
            order.setObject(5, UUID.randomUUID());
            order.setObject(6, id);
            order.setObject(7, product);
            order.setObject(8, product);
            order.setObject(9, id);
            order.setObject(10, event);
            order.setObject(11, id);
            order.setBytes(12, Events.orderCreated(id, user, product));
            order.setString(13, Events.storedHeaders(EventTypes.ORDER_CREATED));
            return order.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}

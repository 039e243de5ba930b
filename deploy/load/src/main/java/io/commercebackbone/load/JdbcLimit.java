package io.commercebackbone.load;

import com.github.f4b6a3.uuid.UuidCreator;
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
                     update load_products set stock = stock - 1 where id = ? and stock >= 1 returning stock),
                 placed as (
                     insert into load_orders (id, user_id, status, total, created_at)
                     select ?, ?, 'PENDING', 10, now() from taken),
                 line as (
                     insert into load_lines (order_id, position, product_id, quantity, unit_price)
                     select ?, 0, ?, 1, 10 from taken),
                 entry as (
                     insert into load_ledger (product_id, order_id, delta, stock_after, at)
                     select ?, ?, -1, stock, now() from taken)
            insert into load_outbox (event_id, topic, key, payload)
            select ?, 'order-created', ?::text, ?::bytea from taken
            """;

    private final String url;
    private final List<UUID> products;

    private JdbcLimit(String url, List<UUID> products) {
        this.url = url;
        this.products = products;
    }

    /** Makes the limit's own tables beside the service's, with as many products. */
    static JdbcLimit prepare(String url, List<UUID> products) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    drop table if exists load_products, load_orders, load_lines, load_ledger, load_outbox;
                    create table load_products (id uuid primary key, stock int not null check (stock >= 0))
                        with (fillfactor = 70);
                    create table load_orders (id uuid primary key, user_id uuid not null, status text not null,
                        total numeric(19, 2) not null, created_at timestamptz not null);
                    create index on load_orders (user_id, id desc);
                    create table load_lines (order_id uuid, position int, product_id uuid not null,
                        quantity int not null, unit_price numeric(19, 2) not null, primary key (order_id, position));
                    create table load_ledger (number bigint generated always as identity primary key,
                        product_id uuid not null, order_id uuid, delta int not null, stock_after int not null,
                        at timestamptz not null);
                    create table load_outbox (id bigint generated always as identity primary key,
                        xid xid8 not null default pg_current_xact_id(), event_id uuid not null, topic text not null,
                        key text not null, payload bytea not null, headers jsonb not null default '{}',
                        created_at timestamptz not null default clock_timestamp());
                    create index on load_outbox (xid);
                    """);
            try (PreparedStatement insert = connection.prepareStatement("insert into load_products values (?, ?)")) {
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
            order.setObject(1, product);
            order.setObject(2, id);
            order.setObject(3, user);
            order.setObject(4, id);
            order.setObject(5, product);
            order.setObject(6, product);
            order.setObject(7, id);
            order.setObject(8, UuidCreator.getTimeOrderedEpoch());
            order.setObject(9, id);
            order.setBytes(10, Events.orderCreated(id, user, product));
            return order.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}

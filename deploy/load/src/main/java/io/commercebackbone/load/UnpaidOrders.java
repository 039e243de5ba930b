package io.commercebackbone.load;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Orders that wait to be paid, each user's own: put into a table, since placing as many would take longer than paying. */
final class UnpaidOrders {

    /** What each costs. */
    static final int AMOUNT = 10;

    private static final String COLUMNS = """
             (id, user_id, status, total_amount, discount_amount, payment_amount, created_at, expires_at)
            select id, ?, 'PENDING', ?, 0, ?, now(), now() + interval '1 day' from unnest(?::uuid[]) as made (id)
            """;

    private static final String LINES = """
            insert into order_lines (order_id, position, product_id, quantity, unit_price)
            select id, 0, ?, 1, ? from unnest(?::uuid[]) as made (id)
            """;

    private final String url;
    private final String table;
    private final @Nullable UUID product;
    private final Map<Shop.User, Queue<UUID>> waiting;

    private UnpaidOrders(String url, String table, @Nullable UUID product, List<Shop.User> users) {
        this.url = url;
        this.table = table;
        this.product = product;
        this.waiting =
                users.stream().collect(Collectors.toMap(Function.identity(), it -> new ConcurrentLinkedQueue<>()));
    }

    /** Orders of one unit of a product, in order-service's own tables. */
    static UnpaidOrders of(String url, UUID product, List<Shop.User> users) {
        return new UnpaidOrders(url, "orders", product, users);
    }

    /** Orders in another table with the same columns. */
    static UnpaidOrders in(String url, String table, List<Shop.User> users) {
        return new UnpaidOrders(url, table, null, users);
    }

    /** Makes orders until each user has so many. */
    void fill(int each) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "orders", "orders")) {
            for (Map.Entry<Shop.User, Queue<UUID>> entry : waiting.entrySet()) {
                int missing = each - entry.getValue().size();
                if (missing > 0) {
                    entry.getValue().addAll(made(connection, entry.getKey(), missing));
                }
            }
        }
    }

    private List<UUID> made(Connection connection, Shop.User user, int count) throws SQLException {
        List<UUID> ids =
                Stream.generate(UuidCreator::getTimeOrderedEpoch).limit(count).toList();
        java.sql.Array array = connection.createArrayOf("uuid", ids.toArray());
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table + COLUMNS)) {
            insert.setObject(1, user.id());
            insert.setInt(2, AMOUNT);
            insert.setInt(3, AMOUNT);
            insert.setArray(4, array);
            insert.executeUpdate();
        }
        if (product != null) {
            try (PreparedStatement insert = connection.prepareStatement(LINES)) {
                insert.setObject(1, product);
                insert.setInt(2, AMOUNT);
                insert.setArray(3, array);
                insert.executeUpdate();
            }
        }
        return ids;
    }

    /** @throws IllegalStateException if the user has none left */
    UUID next(Shop.User user) {
        UUID next = waiting.getOrDefault(user, new ConcurrentLinkedQueue<>()).poll();
        if (next == null) {
            throw new IllegalStateException("paid faster than there were orders");
        }
        return next;
    }
}

package io.commercebackbone.load;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Coupon campaigns that are put into order-service's own table, and what its database alone can do with one. */
final class Campaigns {

    private static final String MADE = """
            (id, name, discount_type, discount_value, min_order_amount, total_quantity, issued_quantity,
             valid_from, valid_until, created_at)
            select id, 'load', 'FIXED', 10, 0, ?, ?, now() - interval '1 minute', now() + interval '1 day', now()
              from unnest(?::uuid[]) as made (id)
            """;

    private static final String TABLE = """
            drop table if exists load_campaigns;
            create table load_campaigns (like campaigns including all);
            alter table load_campaigns set (fillfactor = 50);
            """;

    private static final String TAKE =
            "update load_campaigns set issued_quantity = issued_quantity + 1 where id = ? and issued_quantity < total_quantity";

    private final String url;

    Campaigns(String url) {
        this.url = url;
    }

    /** Campaigns that have so many coupons each, all of them there still. */
    List<UUID> with(int coupons, int count) throws SQLException {
        return make("campaigns", coupons, 0, count);
    }

    /** A campaign with one coupon, which somebody has. */
    UUID soldOut() throws SQLException {
        UUID campaign = make("campaigns", 1, 1, 1).getFirst();
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into coupons (id, campaign_id, user_id, issued_at) values (?, ?, ?, now())")) {
            insert.setObject(1, UuidCreator.getTimeOrderedEpoch());
            insert.setObject(2, campaign);
            insert.setObject(3, UUID.randomUUID());
            insert.executeUpdate();
        }
        return campaign;
    }

    /** Clients that each count one coupon of the same campaign with one statement, over and over. */
    Load.Clients takers() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        UUID campaign = make("load_campaigns", Integer.MAX_VALUE, 0, 1).getFirst();
        return number -> new Load.Client() {

            private final Connection connection = connect();
            private final PreparedStatement take = connection.prepareStatement(TAKE);

            @Override
            public boolean call() throws SQLException {
                take.setObject(1, campaign);
                return take.executeUpdate() == 1;
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    private List<UUID> make(String table, int coupons, int issued, int count) throws SQLException {
        List<UUID> ids =
                Stream.generate(UuidCreator::getTimeOrderedEpoch).limit(count).toList();
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("insert into " + table + MADE)) {
            insert.setInt(1, coupons);
            insert.setInt(2, issued);
            insert.setArray(3, connection.createArrayOf("uuid", ids.toArray()));
            insert.executeUpdate();
        }
        return ids;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "orders", "orders");
    }
}

package io.commercebackbone.messaging.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keys that wait behind a failure, kept in the database so that they survive a restart. */
final class ParkedKeys {

    private static final int LONGEST_ERROR = 500;

    private final Connection connection;
    private final OutboxProperties properties;
    private final Clock clock;
    private final Set<String> keys = new HashSet<>();

    ParkedKeys(Connection connection, OutboxProperties properties, Clock clock) throws SQLException {
        this.connection = connection;
        this.properties = properties;
        this.clock = clock;
        refresh();
    }

    /** Sees what operators have changed. */
    void refresh() throws SQLException {
        keys.clear();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select distinct key from outbox_parked")) {
            while (row.next()) {
                keys.add(row.getString(1));
            }
        }
    }

    boolean contains(String key) {
        return keys.contains(key);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Parks a row behind its key: at the failure's first row, and then for every later row of the key. */
    void park(List<OutboxRow> rows, String error) throws SQLException {
        String insert = """
                insert into outbox_parked (id, key, attempts, next_at, error)
                values (?, ?, 1, coalesce((select min(next_at) from outbox_parked where key = ?), ?), ?)
                    on conflict (id) do nothing
                """;
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (OutboxRow row : rows) {
                statement.setLong(1, row.id());
                statement.setString(2, row.key());
                statement.setString(3, row.key());
                statement.setObject(4, at(properties.parkedRetry()));
                statement.setString(5, shortened(error));
                statement.addBatch();
                keys.add(row.key());
            }
            statement.executeBatch();
        }
    }

    /** Puts the next try of a key off, twice as long as the last time. */
    void postpone(String key, String error) throws SQLException {
        String update = """
                update outbox_parked
                   set attempts = attempts + 1, error = ?,
                       next_at = ?::timestamptz + least(? * power(2, least(attempts, 20)), ?) * interval '1 second'
                 where key = ?
                """;
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, shortened(error));
            statement.setObject(2, at(Duration.ZERO));
            statement.setDouble(3, properties.parkedRetry().toMillis() / 1000.0);
            statement.setDouble(4, properties.parkedRetryMax().toMillis() / 1000.0);
            statement.setString(5, key);
            statement.executeUpdate();
        }
    }

    /** Takes rows that were sent off the list; a key without rows flows again. */
    void release(List<OutboxRow> sent) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox_parked where id = ?")) {
            for (OutboxRow row : sent) {
                delete.setLong(1, row.id());
                delete.addBatch();
            }
            delete.executeBatch();
        }
        for (OutboxRow row : sent) {
            if (!anyLeft(row.key())) {
                keys.remove(row.key());
            }
        }
    }

    OffsetDateTime now() {
        return at(Duration.ZERO);
    }

    private boolean anyLeft(String key) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from outbox_parked where key = ? limit 1")) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private OffsetDateTime at(Duration fromNow) {
        Instant instant = clock.instant().plus(fromNow);
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String shortened(String error) {
        return error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    }
}

package io.commercebackbone.verify.suite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Keeps a service's events from being sent while it works: takes over the lock of the one relay that a database has, whose
 * connection is ended. The service's own relay tries to get it back all the time, and does when this is closed.
 */
public final class StalledRelay implements AutoCloseable {

    private static final String LEADER = """
        select pid, (classid::bigint << 32) | objid::bigint from pg_locks
         where locktype = 'advisory' and granted and mode = 'ExclusiveLock' and classid <> 0
           and database = (select oid from pg_database where datname = current_database())\
        """;

    private final Connection connection;

    private StalledRelay(Connection connection) {
        this.connection = connection;
    }

    /** Returns when nothing is sent any more. */
    public static StalledRelay of(Database database) {
        try {
            Connection connection = database.open();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> takeOver(connection));
            return new StalledRelay(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The service may be faster in getting it back; then this is tried again. */
    private static boolean takeOver(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                Statement lock = connection.createStatement();
                ResultSet leader = statement.executeQuery(LEADER)) {
            if (!leader.next()) {
                return false;
            }
            lock.execute("select pg_terminate_backend(%d, 10000)".formatted(leader.getInt(1)));
            try (ResultSet row = lock.executeQuery("select pg_try_advisory_lock(%d)".formatted(leader.getLong(2)))) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

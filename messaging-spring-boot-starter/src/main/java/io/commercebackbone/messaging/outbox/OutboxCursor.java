package io.commercebackbone.messaging.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers up to which snapshot everything has been sent. Transaction ids mean nothing in another cluster, so a
 * cursor that does not fit the one it is read in (the database was restored from a dump) is not trusted: the last
 * minutes are sent again instead, and consumers drop what they had.
 */
final class OutboxCursor {

    private static final Logger log = LoggerFactory.getLogger(OutboxCursor.class);

    private static final String LOAD = """
            select c.snap::text,
                   c.system_id = s.system_identifier
                   and pg_snapshot_xmax(c.snap) <= pg_snapshot_xmax(pg_current_snapshot())
              from pg_control_system() s left join outbox_cursor c on c.lane = 0
            """;

    /** Older rows count as sent; the last minutes appear anew, as if this transaction had written them. */
    private static final String REJUVENATE = """
            update outbox
               set xid = case when created_at >= (select saved_at from outbox_cursor where lane = 0) - ?::interval
                              then pg_current_xact_id() else '3'::xid8 end
             where created_at >= (select saved_at from outbox_cursor where lane = 0) - ?::interval
                or xid >= pg_snapshot_xmin(pg_current_snapshot())
            """;

    private static final String SAVE = """
            insert into outbox_cursor (lane, snap, system_id, saved_at)
            select 0, ?::pg_snapshot, system_identifier, clock_timestamp() from pg_control_system()
                on conflict (lane) do update
               set snap = excluded.snap, system_id = excluded.system_id, saved_at = excluded.saved_at
            """;

    private static final String BEFORE_EVERYTHING = "3:3:";

    private final Connection connection;
    private final Duration resendWindow;

    OutboxCursor(Connection connection, Duration resendWindow) {
        this.connection = connection;
        this.resendWindow = resendWindow;
    }

    /** The snapshot up to which everything has been sent. */
    String load() throws SQLException {
        String snapshot;
        boolean fits;
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(LOAD)) {
            row.next();
            snapshot = row.getString(1);
            fits = row.getBoolean(2);
        }
        if (snapshot == null) {
            save(BEFORE_EVERYTHING);
            return BEFORE_EVERYTHING;
        }
        return fits ? snapshot : afterRestore();
    }

    void save(String snapshot) throws SQLException {
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            save.setString(1, snapshot);
            save.executeUpdate();
        }
    }

    private String afterRestore() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement update = connection.prepareStatement(REJUVENATE)) {
            String before = currentSnapshot();
            update.setString(1, resendWindow.toSeconds() + " seconds");
            update.setString(2, resendWindow.toSeconds() + " seconds");
            int rows = update.executeUpdate();
            save(before);
            connection.commit();
            log.warn(
                    "Outbox cursor is of another database cluster, as after a restore: sending the {} before it again,"
                            + " rows={}",
                    resendWindow,
                    rows);
            return before;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private String currentSnapshot() throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select pg_current_snapshot()::text")) {
            row.next();
            return row.getString(1);
        }
    }
}

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
 *
 * <p>A database that was restored to a point in time is the same cluster, and its cursor is right. But it has gone on from
 * an earlier time than it had been at, which PostgreSQL calls another timeline: what was published behind that time has
 * numbers that the outbox would give out again. So they leap, as they do after a failover, for the standby may have lagged.
 */
final class OutboxCursor {

    private static final Logger log = LoggerFactory.getLogger(OutboxCursor.class);

    /** Of what is written now; {@code pg_control_checkpoint()} learns of a new one later. */
    private static final String TIMELINE =
            "('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::integer";

    /** Before everything: nothing has been sent. A version that knows of no timelines leaves it out. */
    private static final String FIRST = """
            insert into outbox_cursor (lane, snap, system_id, saved_at, timeline)
            select 0, '3:3:', system_identifier, clock_timestamp(), %s from pg_control_system()
                on conflict (lane) do update set timeline = excluded.timeline where outbox_cursor.timeline is null
            """.formatted(TIMELINE);

    private static final String LOAD = """
            select c.snap::text,
                   c.system_id = s.system_identifier
                   and pg_snapshot_xmax(c.snap) <= pg_snapshot_xmax(pg_current_snapshot()),
                   c.timeline = %s,
                   pg_current_snapshot()::text
              from pg_control_system() s, outbox_cursor c
             where c.lane = 0
            """.formatted(TIMELINE);

    /** Instances that start together mend the outbox once. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(122511465736200)";

    /** Older rows count as sent; the last minutes appear anew, as if this transaction had written them. */
    private static final String REJUVENATE = """
            update outbox
               set xid = case when created_at >= (select saved_at from outbox_cursor where lane = 0) - ?::interval
                              then pg_current_xact_id() else '3'::xid8 end
             where created_at >= (select saved_at from outbox_cursor where lane = 0) - ?::interval
                or xid >= pg_snapshot_xmin(pg_current_snapshot())
            """;

    /** Numbers that were sent behind the restored time must not be given out again: consumers would take new for old. */
    private static final String LEAP = """
            select setval('outbox_id_seq', greatest(last_value, (select max(id) from outbox)) + 1000000000)
              from outbox_id_seq
            """;

    private static final String GO_ON = "update outbox_cursor set timeline = %s where lane = 0".formatted(TIMELINE);

    private static final String SAVE = """
            insert into outbox_cursor (lane, snap, system_id, saved_at, timeline)
            select 0, ?::pg_snapshot, system_identifier, clock_timestamp(), %s from pg_control_system()
                on conflict (lane) do update
               set snap = excluded.snap, system_id = excluded.system_id, saved_at = excluded.saved_at,
                   timeline = excluded.timeline
            """.formatted(TIMELINE);

    private final Connection connection;
    private final Duration resendWindow;

    OutboxCursor(Connection connection, Duration resendWindow) {
        this.connection = connection;
        this.resendWindow = resendWindow;
    }

    /**
     * The snapshot up to which everything has been sent. Called when a service starts, before anything is appended, and
     * by each new relay.
     */
    String load() throws SQLException {
        execute(FIRST);
        Loaded loaded = read();
        return loaded.isTrusted() ? loaded.snapshot() : afterRestore();
    }

    void save(String snapshot) throws SQLException {
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            save.setString(1, snapshot);
            save.executeUpdate();
        }
    }

    /**
     * @param fits whether the snapshot is one of this cluster
     * @param goesOn whether the cluster has gone on since it was saved, and not from an earlier time
     */
    private record Loaded(String snapshot, boolean fits, boolean goesOn, String current) {

        boolean isTrusted() {
            return fits && goesOn;
        }
    }

    private Loaded read() throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(LOAD)) {
            row.next();
            return new Loaded(row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getString(4));
        }
    }

    private String afterRestore() throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(ONE_AT_A_TIME);
            Loaded loaded = read();
            if (loaded.isTrusted()) {
                return loaded.snapshot();
            }
            execute(LEAP);
            if (loaded.fits()) {
                execute(GO_ON);
                log.warn("Outbox has gone on from an earlier time, as after a restore to a point in time or a failover:"
                        + " its numbers leap");
                return loaded.snapshot();
            }
            int rows = rejuvenate();
            save(loaded.current());
            log.warn(
                    "Outbox cursor is of another database cluster, as after a restore: sending the {} before it again,"
                            + " rows={}",
                    resendWindow,
                    rows);
            return loaded.current();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true); // commits
        }
    }

    private int rejuvenate() throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(REJUVENATE)) {
            update.setString(1, resendWindow.toSeconds() + " seconds");
            update.setString(2, resendWindow.toSeconds() + " seconds");
            return update.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package io.commercebackbone.messaging.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads the rows that became visible between two snapshots, in id order. A transaction that commits late is found
 * when it does, one that is still open holds nobody up, and no row is ever updated to be marked as sent.
 */
final class OutboxReader {

    private static final String COLUMNS = "id, event_id, topic, key, payload, headers::text, created_at";

    /** Finds the first rows through the index on xid: in the steady state they are the only ones. */
    private static final String FIRST = """
            select %s from (
                select * from outbox where xid >= pg_snapshot_xmax(?::pg_snapshot)
                union all
                select * from outbox where xid = any (array(select pg_snapshot_xip(?::pg_snapshot)))
            ) appeared
             where pg_visible_in_snapshot(xid, ?::pg_snapshot)
             order by id limit ?
            """.formatted(COLUMNS);

    /** Pages on through a backlog along the primary key; {@code offset 0} keeps the planner from sorting it anew. */
    private static final String NEXT = """
            select %s from (select * from outbox where id > ? order by id offset 0) rest
             where (xid >= pg_snapshot_xmax(?::pg_snapshot)
                    or xid = any (array(select pg_snapshot_xip(?::pg_snapshot))))
               and pg_visible_in_snapshot(xid, ?::pg_snapshot)
             limit ?
            """.formatted(COLUMNS);

    private static final String PARKED = """
            select o.id, o.event_id, o.topic, o.key, o.payload, o.headers::text, o.created_at
              from outbox_parked p join outbox o using (id)
             where p.next_at <= ?
             order by o.id limit ?
            """;

    private final Connection connection;
    private final int pageSize;

    OutboxReader(Connection connection, int pageSize) {
        this.connection = connection;
        this.pageSize = pageSize;
    }

    int pageSize() {
        return pageSize;
    }

    String currentSnapshot() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select pg_current_snapshot()::text");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /** The first rows that {@code end} shows and {@code start} did not. */
    List<OutboxRow> first(String start, String end) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setString(1, start);
            select.setString(2, start);
            select.setString(3, end);
            select.setInt(4, pageSize);
            return rows(select);
        }
    }

    /** The rows that follow {@code afterId}. */
    List<OutboxRow> next(String start, String end, long afterId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setLong(1, afterId);
            select.setString(2, start);
            select.setString(3, start);
            select.setString(4, end);
            select.setInt(5, pageSize);
            return rows(select);
        }
    }

    /** Parked rows whose time has come. */
    List<OutboxRow> parked(OffsetDateTime now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PARKED)) {
            select.setObject(1, now);
            select.setInt(2, pageSize);
            return rows(select);
        }
    }

    private static List<OutboxRow> rows(PreparedStatement select) throws SQLException {
        List<OutboxRow> rows = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rows.add(new OutboxRow(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getBytes(5),
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant()));
            }
        }
        return rows;
    }
}

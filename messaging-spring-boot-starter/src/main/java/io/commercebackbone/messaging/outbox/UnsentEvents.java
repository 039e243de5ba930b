package io.commercebackbone.messaging.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the outbox holds that Kafka has not acknowledged. */
final class UnsentEvents {

    /** A row counts as unsent for as long as a round takes after it was acknowledged: the cursor moves at its end. */
    private static final String UNSENT = """
            with sent as (select snap from outbox_cursor where lane = 0),
                 unsent as (
                     select o.id from outbox o, sent where o.xid >= pg_snapshot_xmax(snap)
                     union
                     select o.id from outbox o, sent where o.xid = any (array(select pg_snapshot_xip(snap)))
                     union
                     select id from outbox_parked)
            """;

    private static final String PAGE = UNSENT + """
            select o.id, o.event_id, o.topic, o.key, o.created_at, p.id is not null
              from unsent join outbox o using (id) left join outbox_parked p using (id)
             where o.id > ?
             order by o.id limit ?
            """;

    private static final String SUMMARY = UNSENT + """
            select count(*), min(o.created_at), (select count(distinct key) from outbox_parked)
              from unsent join outbox o using (id)
            """;

    private static final String KEYS =
            UNSENT + "select distinct o.key from unsent join outbox o using (id) where o.topic = ?";

    private final JdbcTemplate jdbc;

    UnsentEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    OutboxOperations.Summary summary() {
        return jdbc.query(SUMMARY, row -> {
            row.next();
            return new OutboxOperations.Summary(row.getLong(1), instant(row, 2), row.getLong(3));
        });
    }

    List<OutboxOperations.Unsent> page(long after, int limit) {
        return jdbc.query(
                PAGE,
                (row, number) -> new OutboxOperations.Unsent(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getBoolean(6)),
                after,
                limit);
    }

    /** The keys that have an unsent event for a topic. */
    Set<String> keys(String topic) {
        return new HashSet<>(jdbc.queryForList(KEYS, String.class, topic));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

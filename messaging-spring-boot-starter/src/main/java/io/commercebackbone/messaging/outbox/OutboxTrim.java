package io.commercebackbone.messaging.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Deletes what was sent long ago, a small batch at a time from the old end, so that no round takes long. */
final class OutboxTrim {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Looks at the oldest rows only: finding nothing to delete must not cost a scan of the table. */
    private static final String DELETE = """
            delete from outbox where id in (
                select id from (select id, xid, created_at from outbox order by id limit 5000) oldest
                 where created_at < ?
                   and pg_visible_in_snapshot(xid, (select snap from outbox_cursor where lane = 0))
                   and not exists (select 1 from outbox_parked p where p.id = oldest.id))
            """;

    private final Connection connection;
    private final Duration retention;
    private final Clock clock;
    private Instant next;

    OutboxTrim(Connection connection, Duration retention, Clock clock) {
        this.connection = connection;
        this.retention = retention;
        this.clock = clock;
        this.next = clock.instant();
    }

    void whenDue() throws SQLException {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(INTERVAL);
        try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setObject(1, now.minus(retention).atOffset(ZoneOffset.UTC));
            delete.executeUpdate();
        }
    }
}

package io.commercebackbone.messaging.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who did what about the outbox; an entry is written in the transaction that does it. */
public final class OutboxAudit {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    OutboxAudit(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What an operator did.
     *
     * @param action {@code republish}, {@code retry} or {@code skip}
     * @param what which events or keys
     * @param events how many events, or keys where keys were retried
     */
    public record Entry(
            UUID id,
            Instant at,
            String by,
            String action,
            String what,
            @Nullable String reason,
            long events) {}

    UUID record(String action, String what, @Nullable String reason, long events, String by) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        jdbc.update(
                "insert into outbox_operations (id, at, by, action, what, reason, events) values (?, ?, ?, ?, ?, ?, ?)",
                id,
                clock.instant().atOffset(ZoneOffset.UTC),
                by,
                action,
                what,
                reason,
                events);
        return id;
    }

    List<Entry> latest(int limit) {
        return jdbc.query(
                "select id, at, by, action, what, reason, events from outbox_operations order by at desc, id limit ?",
                (row, number) -> new Entry(
                        row.getObject(1, UUID.class),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7)),
                limit);
    }
}

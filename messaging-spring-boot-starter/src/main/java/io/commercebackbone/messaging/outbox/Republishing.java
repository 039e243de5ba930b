package io.commercebackbone.messaging.outbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends events again that are still in the outbox: under the same ids and numbers, so that consumers which had them drop
 * them, in the order of the numbers. Rows appear to the relay anew, as if their transaction had just committed.
 */
public final class Republishing {

    private static final Logger log = LoggerFactory.getLogger(Republishing.class);

    /** So many rows are renewed in one transaction, so that none takes long. */
    private static final int PORTION = 5_000;

    private static final String MEANT = """
            where (?::text is null or key = ?)
              and (?::timestamptz is null or created_at >= ?)
              and (?::timestamptz is null or created_at < ?)
              and not exists (select 1 from outbox_parked p where p.id = outbox.id)
            """;

    private static final String RENEW = "update outbox set xid = pg_current_xact_id() where id = any (?::bigint[])";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final OutboxAudit audit;
    private final Runnable wake;

    Republishing(JdbcTemplate jdbc, TransactionTemplate transaction, OutboxAudit audit, Runnable wake) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.audit = audit;
        this.wake = wake;
    }

    /**
     * Which events are meant; what is null does not matter.
     *
     * @param from stored then or later
     * @param to stored before
     */
    public record Selection(
            @Nullable String key,
            @Nullable Instant from,
            @Nullable Instant to) {

        private @Nullable OffsetDateTime fromTime() {
            return from == null ? null : from.atOffset(ZoneOffset.UTC);
        }

        private @Nullable OffsetDateTime toTime() {
            return to == null ? null : to.atOffset(ZoneOffset.UTC);
        }

        /** As the audit trail has it. */
        private String text() {
            StringJoiner text = new StringJoiner(" ").setEmptyValue("everything");
            if (key != null) {
                text.add("key=" + key);
            }
            if (from != null) {
                text.add("from=" + from);
            }
            if (to != null) {
                text.add("to=" + to);
            }
            return text.toString();
        }

        private Object[] arguments(Object... more) {
            List<@Nullable Object> all = new ArrayList<@Nullable Object>();
            Collections.addAll(all, key, key, fromTime(), fromTime(), toTime(), toTime());
            Collections.addAll(all, more);
            return all.toArray();
        }
    }

    /**
     * What was republished.
     *
     * @param operation under which it is found in the audit trail; null if nothing was done
     */
    public record Republished(@Nullable UUID operation, long events) {}

    /** How many events {@link #republish} would send again. */
    public Republished count(Selection selection) {
        Long events = jdbc.queryForObject("select count(*) from outbox " + MEANT, Long.class, selection.arguments());
        return new Republished(null, events == null ? 0 : events);
    }

    /** Sends them again; events that are parked are left alone. A failure half-way leaves the rest as it was. */
    public Republished republish(Selection selection, String by) {
        long events = 0;
        long after = 0;
        List<Long> ids = portion(selection, after);
        while (!ids.isEmpty()) {
            renew(ids);
            events += ids.size();
            after = ids.getLast();
            ids = ids.size() < PORTION ? List.of() : portion(selection, after);
        }
        UUID operation = audit.record("republish", selection.text(), null, events, by);
        log.info("Outbox events republished operation={} by={} events={}", operation, by, events);
        wake.run();
        return new Republished(operation, events);
    }

    void renew(List<Long> ids) {
        transaction.executeWithoutResult(status -> jdbc.update(
                RENEW,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("int8", ids.toArray()))));
    }

    private List<Long> portion(Selection selection, long after) {
        return jdbc.query(
                "select id from outbox " + MEANT + " and id > ? order by id limit ?",
                (row, number) -> row.getLong(1),
                selection.arguments(after, PORTION));
    }
}

package io.commercebackbone.messaging.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an operator may see of the outbox and do about it. The relay does the sending; what is asked for is in the database
 * when a method returns, with an entry that says who asked.
 *
 * <p>Every method throws {@link org.springframework.dao.DataAccessException} if the database does not answer.
 */
public final class OutboxOperations {

    private static final Logger log = LoggerFactory.getLogger(OutboxOperations.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final UnsentEvents unsent;
    private final OutboxAudit audit;
    private final Runnable wake;
    private final Clock clock;

    OutboxOperations(
            JdbcTemplate jdbc, TransactionTemplate transaction, OutboxAudit audit, Runnable wake, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.unsent = new UnsentEvents(jdbc);
        this.audit = audit;
        this.wake = wake;
        this.clock = clock;
    }

    /**
     * How much waits.
     *
     * @param unsent events that Kafka has not acknowledged, parked ones included
     * @param oldest when the first of them was stored; null if there is none
     */
    public record Summary(long unsent, @Nullable Instant oldest, long parkedKeys) {}

    /** An event that Kafka has not acknowledged. */
    public record Unsent(long id, UUID eventId, String topic, String key, Instant createdAt, boolean parked) {}

    /**
     * A key that waits behind an event which cannot be sent.
     *
     * @param firstId the event that it waits behind
     * @param events how many wait, that one included
     * @param nextAt when it is tried again
     */
    public record ParkedKey(
            String key,
            long firstId,
            UUID firstEventId,
            String topic,
            long events,
            int attempts,
            Instant nextAt,
            @Nullable String error) {}

    /** An event that will not be sent. */
    public record Skipped(long id, UUID eventId, String topic) {}

    public Summary summary() {
        return unsent.summary();
    }

    /** Unsent events in the order of their numbers, behind {@code after}. */
    public List<Unsent> unsent(long after, int limit) {
        return unsent.page(after, limit);
    }

    /** Parked keys in their order, behind {@code after}. */
    public List<ParkedKey> parked(String after, int limit) {
        return jdbc.query(
                """
                select key, id, event_id, topic, events, attempts, next_at, error
                  from (select p.key, p.id, p.attempts, p.next_at, p.error, o.event_id, o.topic,
                               count(*) over (partition by p.key) as events,
                               row_number() over (partition by p.key order by p.id) as place
                          from outbox_parked p join outbox o using (id)) waiting
                 where place = 1 and key > ?
                 order by key limit ?
                """,
                (row, number) -> new ParkedKey(
                        row.getString(1),
                        row.getLong(2),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getLong(5),
                        row.getInt(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getString(8)),
                after,
                limit);
    }

    /**
     * Has parked keys tried at once.
     *
     * @param key null for all of them
     * @return how many keys
     */
    public long retry(@Nullable String key, String by) {
        Long keys = transaction.execute(status -> {
            Long found = jdbc.queryForObject("""
                    with due as (update outbox_parked set next_at = ? where ?::text is null or key = ? returning key)
                    select count(distinct key) from due
                    """, Long.class, now(), key, key);
            long count = found == null ? 0 : found;
            audit.record("retry", key == null ? "all" : "key=" + key, null, count, by);
            return count;
        });
        wake.run();
        return keys == null ? 0 : keys;
    }

    /**
     * Gives the event up that a parked key waits behind; the key's later events follow at once. The event stays in the
     * outbox, and can be republished, until its retention ends.
     *
     * @param event that it must be; null for whichever it is
     * @return what was given up; empty if the key is not parked, or behind another event
     */
    public Optional<Skipped> skip(String key, @Nullable UUID event, String by, String reason) {
        Optional<Skipped> skipped = Optional.ofNullable(transaction.execute(status -> first(key, event, by, reason)));
        skipped.ifPresent(it -> {
            log.warn("Outbox event skipped event={} key={} by={}", it.eventId(), key, by);
            wake.run();
        });
        return skipped;
    }

    /** Who did what, latest first. */
    public List<OutboxAudit.Entry> audit(int limit) {
        return audit.latest(limit);
    }

    private @Nullable Skipped first(String key, @Nullable UUID event, String by, String reason) {
        List<Skipped> deleted = jdbc.query(
                """
                with first as (
                    delete from outbox_parked p using outbox o
                     where p.id = (select min(id) from outbox_parked where key = ?) and o.id = p.id
                       and (?::uuid is null or o.event_id = ?::uuid)
                    returning o.id, o.event_id, o.topic)
                select id, event_id, topic from first
                """,
                (row, number) -> new Skipped(row.getLong(1), row.getObject(2, UUID.class), row.getString(3)),
                key,
                event,
                event);
        if (deleted.isEmpty()) {
            return null;
        }
        jdbc.update("update outbox_parked set next_at = ? where key = ?", now(), key);
        Skipped skipped = deleted.getFirst();
        audit.record("skip", "key=" + key + " event=" + skipped.eventId(), reason, 1, by);
        return skipped;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

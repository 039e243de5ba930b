package io.commercebackbone.dataplatform;

import io.commercebackbone.dataplatform.Outcome.Delivered;
import io.commercebackbone.dataplatform.Outcome.NotSent;
import io.commercebackbone.dataplatform.Outcome.Refused;
import io.commercebackbone.dataplatform.Outcome.Throttled;
import io.commercebackbone.dataplatform.Outcome.Unavailable;
import io.commercebackbone.jdbc.BulkStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which events were delivered when, after how many attempts and with which status. What was delivered once stays so,
 * whatever is recorded later.
 *
 * <p>Every method throws {@link org.springframework.dao.DataAccessException} if the database does not answer.
 */
@Component
class DeliveryLog {

    /** In the order of the ids, so that two instances never wait for each other in a circle. */
    private static final BulkStatement<Attempt> RECORD = BulkStatement.<Attempt>of("""
            insert into deliveries as known
                   (event_id, order_id, payment_id, state, status, attempts, first_attempt_at, last_attempt_at, delivered_at)
            select event_id, order_id, payment_id, state, status, 1, at, at, case when state = 'DELIVERED' then at end
              from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::timestamptz[])
                   as made (event_id, order_id, payment_id, state, status, at)
             order by event_id
                on conflict (event_id) do update set
                   attempts = known.attempts + 1,
                   state = case when known.state = 'DELIVERED' then known.state else excluded.state end,
                   status = case when known.state = 'DELIVERED' then known.status else excluded.status end,
                   last_attempt_at = excluded.last_attempt_at,
                   delivered_at = coalesce(known.delivered_at, excluded.delivered_at)
            """)
            .with("uuid", UUID.class, Attempt::eventId)
            .with("uuid", UUID.class, Attempt::orderId)
            .with("uuid", UUID.class, Attempt::paymentId)
            .with("text", String.class, attempt -> state(attempt.outcome()))
            .with("int4", Integer.class, attempt -> status(attempt.outcome()))
            .with("timestamptz", OffsetDateTime.class, attempt -> attempt.at().atOffset(ZoneOffset.UTC));

    private final JdbcTemplate jdbc;

    DeliveryLog(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Which of these events were delivered. */
    Set<UUID> delivered(Collection<UUID> events) {
        if (events.isEmpty()) {
            return Set.of();
        }
        Set<UUID> delivered = new HashSet<>();
        jdbc.query(
                "select event_id from deliveries where event_id = any(?) and state = 'DELIVERED'",
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("uuid", events.toArray())),
                row -> {
                    delivered.add(row.getObject(1, UUID.class));
                });
        return delivered;
    }

    /** Adds an attempt for each of these events, which are different ones; all of them or none. */
    void record(List<Attempt> attempts) {
        RECORD.execute(jdbc, attempts);
    }

    /**
     * The log, latest event first.
     *
     * @param orderId only events of this order; null for all
     * @param after the number of the last one the caller has seen; null starts at the latest
     */
    List<Delivery> latest(@Nullable UUID orderId, @Nullable Long after, int rows) {
        long below = after == null ? Long.MAX_VALUE : after;
        return orderId == null
                ? jdbc.query(
                        "select * from deliveries where number < ? order by number desc limit ?",
                        DeliveryLog::delivery,
                        below,
                        rows)
                : jdbc.query(
                        "select * from deliveries where order_id = ? and number < ? order by number desc limit ?",
                        DeliveryLog::delivery,
                        orderId,
                        below,
                        rows);
    }

    /** Forgets events last sent before a time, {@code most} of them at most; returns how many. */
    int forget(Instant before, int most) {
        return jdbc.update("""
                delete from deliveries where event_id in (
                    select event_id from deliveries where last_attempt_at < ? order by last_attempt_at limit ?)
                """, before.atOffset(ZoneOffset.UTC), most);
    }

    private static String state(Outcome outcome) {
        return switch (outcome) {
            case Delivered it -> "DELIVERED";
            case Refused it -> "REFUSED";
            case Throttled it -> "WAITING";
            case Unavailable it -> "WAITING";
            case NotSent it -> "WAITING";
        };
    }

    private static @Nullable Integer status(Outcome outcome) {
        return switch (outcome) {
            case Delivered it -> it.status();
            case Refused it -> it.status();
            case Throttled it -> it.status();
            case Unavailable it -> it.status();
            case NotSent it -> null;
        };
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getLong("number"),
                row.getObject("event_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getObject("payment_id", UUID.class),
                row.getString("state"),
                row.getInt("attempts"),
                row.getObject("status", Integer.class),
                row.getObject("first_attempt_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_attempt_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("delivered_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

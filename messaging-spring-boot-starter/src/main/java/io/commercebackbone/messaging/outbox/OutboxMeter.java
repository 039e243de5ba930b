package io.commercebackbone.messaging.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What waits in the outbox, as gauges: {@code outbox.unsent} (rows), {@code outbox.oldest.unsent.age} (seconds),
 * {@code outbox.parked.keys} (keys). Every instance reports the database's state, whichever relays.
 */
final class OutboxMeter implements MeterBinder {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final String WAITING = """
            with sent as (select snap from outbox_cursor where lane = 0),
                 unsent as (
                     select created_at from outbox, sent where xid >= pg_snapshot_xmax(snap)
                     union all
                     select created_at from outbox, sent where xid = any (array(select pg_snapshot_xip(snap)))
                     union all
                     select o.created_at from outbox_parked join outbox o using (id))
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0),
                   (select count(distinct key) from outbox_parked)
              from unsent
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private Waiting waiting = new Waiting(0, 0, 0);
    private Instant readAt = Instant.EPOCH;

    OutboxMeter(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Waiting(double rows, double oldestSeconds, double parkedKeys) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "outbox.unsent", "rows", Waiting::rows, "Events that have not been acknowledged by Kafka");
        gauge(registry, "outbox.oldest.unsent.age", "seconds", Waiting::oldestSeconds, "Age of the oldest of them");
        gauge(registry, "outbox.parked.keys", "keys", Waiting::parkedKeys, "Keys that wait behind a failure");
    }

    private void gauge(
            MeterRegistry registry, String name, String unit, ToDoubleFunction<Waiting> value, String description) {
        Gauge.builder(name, this, meter -> value.applyAsDouble(meter.waiting()))
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    /** A row counts as unsent for as long as a round takes after it was acknowledged: the cursor moves at its end. */
    private synchronized Waiting waiting() {
        Instant now = clock.instant();
        if (readAt.plus(FRESH).isBefore(now)) {
            readAt = now;
            try {
                jdbc.query(WAITING, row -> {
                    waiting = new Waiting(row.getDouble(1), row.getDouble(2), row.getDouble(3));
                });
            } catch (DataAccessException e) {
                waiting = new Waiting(Double.NaN, Double.NaN, Double.NaN);
            }
        }
        return waiting;
    }
}

package io.commercebackbone.messaging.outbox;

import io.commercebackbone.jdbc.SharedReading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What waits in the outbox, as gauges: {@code outbox.unsent} (rows), {@code outbox.oldest.unsent.age} (seconds),
 * {@code outbox.parked.keys} (keys). Every instance reports the database's state, whichever relays.
 */
final class OutboxMeter implements MeterBinder {

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

    /** A row counts as unsent for as long as a round takes after it was acknowledged: the cursor moves at its end. */
    private final SharedReading waiting;

    OutboxMeter(JdbcTemplate jdbc, Clock clock) {
        waiting = new SharedReading(jdbc, clock, WAITING);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "outbox.unsent", "rows", 1, "Events that have not been acknowledged by Kafka");
        gauge(registry, "outbox.oldest.unsent.age", "seconds", 2, "Age of the oldest of them");
        gauge(registry, "outbox.parked.keys", "keys", 3, "Keys that wait behind a failure");
    }

    private void gauge(MeterRegistry registry, String name, String unit, int column, String description) {
        Gauge.builder(name, waiting, it -> it.column(column))
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }
}

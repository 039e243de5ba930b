package io.commercebackbone.order.ordering;

import io.commercebackbone.jdbc.SharedReading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The orders that somebody waits for, as gauges; each instance tells of all. Every count has an index of its own, and
 * ends at 100,000.
 */
@Component
class OpenOrders implements MeterBinder {

    private static final String COUNTS = """
            select (select count(*) from (select 1 from orders where status = 'PENDING' limit 100000) as o),
                   (select count(*) from (select 1 from orders where status = 'PAYING' limit 100000) as o),
                   (select count(*) from (select 1 from orders
                                           where status = 'PAYING' and lease_until < now() limit 100000) as o),
                   (select count(*) from (select 1 from orders
                                           where refund_due_since is not null limit 100000) as o)
            """;

    private final SharedReading counts;

    OpenOrders(JdbcTemplate jdbc, Clock clock) {
        counts = new SharedReading(jdbc, clock, COUNTS);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge("orders.open", 1, "Orders that wait to be paid")
                .tag("status", "pending")
                .register(registry);
        gauge("orders.open", 2, "Orders that wait to be paid")
                .tag("status", "paying")
                .register(registry);
        gauge("orders.paying.overdue", 3, "Orders that are being paid for longer than their lease")
                .register(registry);
        gauge("orders.refunds.open", 4, "Orders whose money has to be given back")
                .register(registry);
    }

    private Gauge.Builder<SharedReading> gauge(String name, int column, String description) {
        return Gauge.builder(name, counts, it -> it.column(column)).description(description);
    }
}

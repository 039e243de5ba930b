package io.commercebackbone.order.ordering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What happened to orders, and when. Entries are written with the transaction that makes it happen, under the lock of the
 * order's row, so that they are in the order in which it happened. That an order was placed is told by its own row.
 */
@Service
public class Timeline {

    private final JdbcClient jdbc;

    Timeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Something that happens in the current transaction, at a time and within a trace. */
    record Moment(Instant at, @Nullable String traceparent) {}

    /** Notes what happens to an order whose row the caller's transaction has locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(OrderId order, TimelineType type, Moment moment, @Nullable UUID event) {
        insert(order, type, moment, event, null, null);
    }

    /** Notes what happens to a payment of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void notePayment(OrderId order, TimelineType type, int attempt, Moment moment, @Nullable UUID event) {
        insert(order, type, moment, event, attempt, null);
    }

    /** Notes that it is cancelled. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteCancelled(OrderId order, CancelReason reason, Moment moment, UUID event) {
        insert(order, TimelineType.ORDER_CANCELLED, moment, event, null, reason.name());
    }

    private void insert(
            OrderId order,
            TimelineType type,
            Moment moment,
            @Nullable UUID event,
            @Nullable Integer attempt,
            @Nullable String reason) {
        TraceId trace = TraceId.of(moment.traceparent());
        jdbc.sql("""
                insert into order_history (order_id, type, at, event_id, trace_id, attempt, reason)
                values (:order, :type, :at, cast(:event as uuid), cast(:trace as uuid), cast(:attempt as int),
                        cast(:reason as text))""")
                .param("order", order.value())
                .param("type", type.name())
                .param("at", moment.at().atOffset(ZoneOffset.UTC))
                .param("event", event)
                .param("trace", trace == null ? null : trace.value())
                .param("attempt", attempt)
                .param("reason", reason)
                .update();
    }

    /** All that happened to a user's order, first things first; empty if there is no such order, or it is somebody else's. */
    public List<TimelineEntry> of(UUID user, OrderId order) {
        return jdbc.sql("""
                with mine as (select * from orders where id = :order and user_id = :user)
                select 'ORDER_CREATED' as type, created_at as at, created_event as event_id, created_trace as trace_id,
                       null::int as attempt, null::text as reason, 0::bigint as number
                  from mine
                union all
                select h.type, h.at, h.event_id, h.trace_id, h.attempt, h.reason, h.number
                  from order_history h join mine on h.order_id = mine.id
                 order by number""")
                .param("order", order.value())
                .param("user", user)
                .query((row, number) -> entry(row))
                .list();
    }

    private static TimelineEntry entry(ResultSet row) throws SQLException {
        UUID trace = row.getObject("trace_id", UUID.class);
        return new TimelineEntry(
                TimelineType.valueOf(row.getString("type")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("event_id", UUID.class),
                trace == null ? null : new TraceId(trace).toString(),
                row.getObject("attempt", Integer.class),
                row.getString("reason"));
    }
}

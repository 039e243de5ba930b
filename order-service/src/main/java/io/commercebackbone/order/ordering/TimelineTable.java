package io.commercebackbone.order.ordering;

import io.commercebackbone.jdbc.BulkStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to orders, in the database. */
@Component
class TimelineTable {

    private static final BulkStatement<Row> INSERT = BulkStatement.<Row>of("""
            insert into order_history (order_id, type, at, event_id, trace_id, attempt, reason)
            select order_id, type, at, event_id, trace_id, attempt, reason
              from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::uuid[], ?::uuid[], ?::int[], ?::text[])
                   with ordinality as rows (order_id, type, at, event_id, trace_id, attempt, reason, position)
             order by position
            """)
            .with("uuid", UUID.class, row -> row.order().value())
            .with("text", String.class, row -> row.entry().type().name())
            .with("timestamptz", OffsetDateTime.class, row -> row.entry().at().atOffset(ZoneOffset.UTC))
            .with("uuid", UUID.class, row -> row.entry().eventId())
            .with("uuid", UUID.class, row -> TraceId.bits(row.entry().traceId()))
            .with("int4", Integer.class, row -> row.entry().attempt())
            .with("text", String.class, row -> row.entry().reason());

    private final JdbcClient client;
    private final JdbcTemplate jdbc;

    TimelineTable(JdbcClient client, JdbcTemplate jdbc) {
        this.client = client;
        this.jdbc = jdbc;
    }

    /** Something that happened to an order. */
    record Row(OrderId order, TimelineEntry entry) {}

    /** Writes what happened, first things first, with one statement. */
    void insert(List<Row> rows) {
        INSERT.execute(jdbc, rows);
    }

    List<TimelineEntry> of(UUID user, OrderId order) {
        return client.sql("""
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
                trace == null ? null : new TraceId(trace),
                row.getObject("attempt", Integer.class),
                row.getString("reason"));
    }
}

package io.commercebackbone.messaging.outbox;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.jdbc.BulkStatement;
import io.commercebackbone.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stores events in the transaction that causes them. An event is published if and only if that transaction commits:
 * at least once, in the order of {@code append} per key, however long the broker is away. Never talks to the broker.
 *
 * <p>Events of a key keep their order under one rule: whoever appends an event of a key holds the row lock of the
 * thing with that key, in the same transaction. The rows are written just before the commit, after everything else of
 * the transaction was flushed, so that the lock is held when the outbox number is drawn.
 */
public class Outbox {

    private final BulkStatement<OutgoingEvent<?>> insert = BulkStatement.<OutgoingEvent<?>>of("""
            insert into outbox (event_id, topic, key, payload, headers)
            select event_id, topic, key, payload, headers::jsonb
              from unnest(?::uuid[], ?::text[], ?::text[], ?::bytea[], ?::text[])
                   with ordinality as rows (event_id, topic, key, payload, headers, position)
             order by position
            """)
            .with("uuid", UUID.class, OutgoingEvent::id)
            .with("text", String.class, it -> it.type().topic())
            .with("text", String.class, OutgoingEvent::key)
            .with("bytea", byte[].class, it -> EventJson.write(it.body()))
            .with("text", String.class, this::headers);

    private final JdbcTemplate jdbc;
    private final String source;
    private final Runnable flush;
    private final Runnable wake;

    /**
     * @param source the name under which this service publishes: {@code ce_source}
     * @param flush writes what the transaction still holds back, such as an EntityManager's changes
     * @param wake tells the relay that there is something to send; called after the commit
     */
    Outbox(JdbcTemplate jdbc, String source, Runnable flush, Runnable wake) {
        this.jdbc = jdbc;
        this.source = source;
        this.flush = flush;
        this.wake = wake;
    }

    /**
     * Stores an event with the current transaction.
     *
     * @throws IllegalTransactionStateException if there is no transaction
     */
    public void append(OutgoingEvent<?> event) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalTransactionStateException("an event must be appended in the transaction that causes it");
        }
        pending().events.add(event);
    }

    private Pending pending() {
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Pending known && known.owner().equals(this)) {
                return known;
            }
        }
        Pending pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private String headers(OutgoingEvent<?> event) {
        Map<String, @Nullable String> headers = new LinkedHashMap<>();
        headers.put(EventHeaders.TYPE, event.type().wireName());
        headers.put(EventHeaders.SOURCE, source);
        headers.put(EventHeaders.TIME, event.time().toString());
        headers.put(EventHeaders.DATA_SCHEMA, event.type().dataSchema().toString());
        if (event.traceparent() != null) {
            headers.put(EventHeaders.TRACE_PARENT, event.traceparent());
        }
        return new String(EventJson.write(headers), StandardCharsets.UTF_8);
    }

    /** What the transaction has appended so far. */
    private final class Pending implements TransactionSynchronization {

        private final List<OutgoingEvent<?>> events = new ArrayList<>();

        private Outbox owner() {
            return Outbox.this;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            flush.run();
            insert.execute(jdbc, events);
        }

        @Override
        public void afterCommit() {
            wake.run();
        }
    }
}

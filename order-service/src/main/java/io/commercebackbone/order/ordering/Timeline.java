package io.commercebackbone.order.ordering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What happened to orders, and when. Entries are written with the transaction that makes it happen, under the lock of the
 * order's row, so that they are in the order in which it happened; with one statement, however many they are. That an
 * order was placed is told by its own row.
 */
@Service
public class Timeline {

    private final TimelineTable table;

    Timeline(TimelineTable table) {
        this.table = table;
    }

    /** Something that happens in the current transaction, at a time and within a trace. */
    record Moment(Instant at, @Nullable String traceparent) {

        private @Nullable TraceId trace() {
            return TraceId.of(traceparent);
        }
    }

    /** Notes what happens to an order whose row the caller's transaction has locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(OrderId order, TimelineType type, Moment moment, @Nullable UUID event) {
        add(order, new TimelineEntry(type, moment.at(), event, moment.trace(), null, null));
    }

    /** Notes what happens to a payment of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void notePayment(OrderId order, TimelineType type, int attempt, Moment moment, @Nullable UUID event) {
        add(order, new TimelineEntry(type, moment.at(), event, moment.trace(), attempt, null));
    }

    /** Notes that it is cancelled. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteCancelled(OrderId order, CancelReason reason, Moment moment, UUID event) {
        add(
                order,
                new TimelineEntry(
                        TimelineType.ORDER_CANCELLED, moment.at(), event, moment.trace(), null, reason.name()));
    }

    /** All that happened to a user's order, first things first; empty if there is no such order, or it is somebody else's. */
    public List<TimelineEntry> of(UUID user, OrderId order) {
        return table.of(user, order);
    }

    private void add(OrderId order, TimelineEntry entry) {
        pending().rows.add(new TimelineTable.Row(order, entry));
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

    /** What the transaction has noted so far. */
    private final class Pending implements TransactionSynchronization {

        private final List<TimelineTable.Row> rows = new ArrayList<>();

        private Timeline owner() {
            return Timeline.this;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            table.insert(rows);
        }
    }
}

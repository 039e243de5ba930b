package io.commercebackbone.order.ordering.web;

import io.commercebackbone.order.ordering.OrderId;
import io.commercebackbone.order.ordering.TimelineEntry;
import io.commercebackbone.order.ordering.TimelineType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that happened to an order, first things first. */
record TimelineResponse(UUID orderId, List<Entry> items) {

    /**
     * Something that happened to it.
     *
     * @param eventId the event that told it, or that tells it; null if there is none
     * @param traceId 32 hexadecimal digits; null if it happened outside a trace
     * @param attempt which payment; null if it is about none
     * @param reason why it was cancelled; null for all else
     */
    record Entry(
            TimelineType type,
            Instant at,
            @Nullable UUID eventId,
            @Nullable String traceId,
            @Nullable Integer attempt,
            @Nullable String reason) {

        static Entry of(TimelineEntry entry) {
            return new Entry(
                    entry.type(),
                    entry.at(),
                    entry.eventId(),
                    entry.traceId() == null ? null : entry.traceId().toString(),
                    entry.attempt(),
                    entry.reason());
        }
    }

    static TimelineResponse of(OrderId order, List<TimelineEntry> entries) {
        return new TimelineResponse(
                order.value(), entries.stream().map(Entry::of).toList());
    }
}

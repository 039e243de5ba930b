package io.commercebackbone.order.ordering;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an order.
 *
 * @param at when this service did it, or learned of it
 * @param eventId the event that told it, or that tells it; null if there is none, or nobody said which
 * @param traceId null if it happened outside a trace
 * @param attempt which payment; null if it is about none
 * @param reason why it was cancelled; null for all else
 */
public record TimelineEntry(
        TimelineType type,
        Instant at,
        @Nullable UUID eventId,
        @Nullable TraceId traceId,
        @Nullable Integer attempt,
        @Nullable String reason) {}

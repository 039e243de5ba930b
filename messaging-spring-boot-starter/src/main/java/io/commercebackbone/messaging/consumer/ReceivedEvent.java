package io.commercebackbone.messaging.consumer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was read of a record.
 *
 * @param id the event's identity, the same in every delivery
 * @param source the service that published it
 * @param sequence the event's number within its source: positive and, with the source, as good an identity as the id
 * @param time when it happened
 * @param traceparent W3C trace context of what caused it, if it came with one
 */
public record ReceivedEvent<T>(
        UUID id,
        String source,
        long sequence,
        Instant time,
        T body,
        @Nullable String traceparent) {}

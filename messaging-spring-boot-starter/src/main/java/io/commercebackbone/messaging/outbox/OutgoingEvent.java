package io.commercebackbone.messaging.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import io.commercebackbone.events.EventType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to the outbox.
 *
 * @param id UUIDv7, the same for ever
 * @param key what the event is ordered by; the transaction that appends it must hold the row lock of the thing with
 *     this key
 * @param time when it happened
 * @param traceparent W3C trace context of the request that caused it, if there is one
 */
public record OutgoingEvent<T>(
        EventType<T> type,
        UUID id,
        String key,
        Instant time,
        T body,
        @Nullable String traceparent) {

    /** An event with an id of its own. */
    public static <T> OutgoingEvent<T> of(
            EventType<T> type, UUID key, Instant time, T body, @Nullable String traceparent) {
        return new OutgoingEvent<>(type, UuidCreator.getTimeOrderedEpoch(), key.toString(), time, body, traceparent);
    }
}

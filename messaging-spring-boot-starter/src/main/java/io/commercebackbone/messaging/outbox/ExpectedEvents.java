package io.commercebackbone.messaging.outbox;

import io.commercebackbone.events.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Things of a service that must have been published, told by its own tables. A bean of this type lets operators find those
 * whose event is missing.
 */
public interface ExpectedEvents<T> {

    /** What was published of each of them. */
    EventType<T> type();

    /**
     * Keys of things that came to be in a time, in the order of the keys.
     *
     * @param from then or later
     * @param to before
     * @param after only keys behind this one; null for all
     */
    List<UUID> keys(Instant from, Instant to, @Nullable UUID after, int limit);

    /**
     * Locks the row of a thing for the rest of the caller's transaction and gives its event, as it would be published now;
     * empty if there is none to be published.
     */
    Optional<OutgoingEvent<T>> event(UUID key);
}

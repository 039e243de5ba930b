package io.commercebackbone.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The versions of one event that a reader accepts: the one that it works with, and older ones, each with how it is made
 * into that. Immutable.
 *
 * <pre>{@code
 * EventVersions.of(ORDER_CREATED_V2).and(ORDER_CREATED, OrderCreatedV2::of)
 * }</pre>
 */
public final class EventVersions<T> {

    private final EventType<T> current;
    private final Map<String, Accepted<?, T>> accepted;

    private EventVersions(EventType<T> current, Map<String, Accepted<?, T>> accepted) {
        this.current = current;
        this.accepted = Map.copyOf(accepted);
    }

    /** This version and no other. */
    public static <T> EventVersions<T> of(EventType<T> current) {
        return new EventVersions<>(
                current, Map.of(current.wireName(), new Accepted<>(current, Function.<T>identity())));
    }

    /**
     * An older version beside those accepted so far.
     *
     * @param upcast makes the current version's body of an older one; it may throw {@link IllegalArgumentException} for
     *     a body that makes none, and must not fail in another way
     * @throws IllegalArgumentException if that is no older version of the same event, or accepted already
     */
    public <O> EventVersions<T> and(EventType<O> older, Function<? super O, ? extends T> upcast) {
        if (!older.topic().equals(current.topic()) || older.version() >= current.version()) {
            throw new IllegalArgumentException(older.wireName() + " is no older version of " + current.wireName());
        }
        Map<String, Accepted<?, T>> more = new LinkedHashMap<>(accepted);
        if (more.put(older.wireName(), new Accepted<>(older, upcast)) != null) {
            throw new IllegalArgumentException(older.wireName() + " is accepted already");
        }
        return new EventVersions<>(current, more);
    }

    /** The version that the reader works with. */
    public EventType<T> current() {
        return current;
    }

    /** The accepted version with this name on the wire; empty if the reader does not accept it. */
    public Optional<Accepted<?, T>> named(String wireName) {
        return Optional.ofNullable(accepted.get(wireName));
    }

    /**
     * A version that is accepted.
     *
     * @param type how its bodies are read
     * @param upcast makes the current version's body of one of this version
     */
    public record Accepted<O, T>(EventType<O> type, Function<? super O, ? extends T> upcast) {}
}

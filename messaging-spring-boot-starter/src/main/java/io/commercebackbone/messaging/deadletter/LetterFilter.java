package io.commercebackbone.messaging.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; what is null does not matter.
 *
 * @param topic the topic that they were read from
 * @param from given up then or later
 * @param to given up before
 */
public record LetterFilter(
        @Nullable String topic,
        @Nullable LetterId id,
        @Nullable String key,
        @Nullable String cause,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable LetterState state) {

    boolean matches(DeadLetter letter) {
        return (topic == null || topic.equals(letter.id().topic()))
                && (id == null || id.equals(letter.id()))
                && (key == null || key.equals(letter.key()))
                && (cause == null || cause.equals(letter.cause()))
                && (from == null || !letter.failedAt().isBefore(from))
                && (to == null || letter.failedAt().isBefore(to))
                && (state == null || state == letter.state());
    }

    /** Whether one letter is meant and no other. */
    boolean namesOne() {
        return id != null;
    }

    /** For the audit trail. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        add(text, "topic", topic);
        add(text, "id", id);
        add(text, "key", key);
        add(text, "cause", cause);
        add(text, "from", from);
        add(text, "to", to);
        add(text, "state", state);
        return text.toString();
    }

    private static void add(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
        }
    }
}

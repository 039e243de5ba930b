package io.commercebackbone.messaging.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asked for in one go, and how far it got.
 *
 * @param kind {@code replay} or {@code discard}
 * @param by the subject of the token that it was asked with
 * @param filter which letters were meant
 * @param rate replays a second
 * @param letters how many there were
 * @param processed how many were replayed and processed, or discarded
 * @param failed how many were replayed and failed again
 */
public record Operation(
        String id,
        String kind,
        String by,
        Instant at,
        @Nullable String reason,
        @Nullable String filter,
        int rate,
        int letters,
        int processed,
        int failed) {

    static Operation begun(String id, Mark mark) {
        Mark.Detail detail = mark.detail();
        boolean discard = mark.kind() == Mark.Kind.DISCARDED;
        return new Operation(
                id,
                discard ? "discard" : "replay",
                String.valueOf(detail.by()),
                detail.at(),
                detail.reason(),
                detail.filter(),
                detail.rate(),
                0,
                0,
                0);
    }

    Operation plus(int moreLetters, int moreProcessed, int moreFailed) {
        return new Operation(
                id,
                kind,
                by,
                at,
                reason,
                filter,
                rate,
                letters + moreLetters,
                processed + moreProcessed,
                failed + moreFailed);
    }
}

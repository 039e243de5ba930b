package io.commercebackbone.ranking;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.commercebackbone.messaging.Stretch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Days of the ranking counted anew from the events that are on their topics.
 *
 * @param from the first of the days
 * @param force whether it may begin although events of these days were deleted
 * @param by who asked for it
 * @param skipped records that were no events
 * @param detail why it failed
 * @param stretches what it reads, and how far it has come; nothing until it has looked
 */
record Rebuild(
        String id,
        State state,
        LocalDate from,
        boolean force,
        String by,
        Instant startedAt,
        @Nullable Instant endedAt,
        long skipped,
        @Nullable String detail,
        @JsonIgnore List<Stretch> stretches) {

    enum State {
        /** The ranking is still the old one. */
        RUNNING,
        /** The ranking is the new one. */
        DONE,
        /** The ranking is still the old one. */
        FAILED,
        /** The ranking is still the old one. */
        ABORTED
    }

    /** How many records it has read. */
    public long getRead() {
        return stretches.stream().mapToLong(Stretch::read).sum();
    }

    /** How many records there are to read. */
    public long getTotal() {
        return stretches.stream().mapToLong(Stretch::length).sum();
    }
}

package io.commercebackbone.operations;

import jakarta.validation.constraints.AssertTrue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events are sent again.
 *
 * @param orderId the events of this key
 * @param from events stored then or later; with {@code missingOnly}, things that came to be then or later
 * @param to the same, before
 * @param missingOnly only events that never reached the outbox or the topic
 * @param dryRun says what would be sent, and does nothing
 */
record RepublishRequest(
        @Nullable UUID orderId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Boolean missingOnly,
        @Nullable Boolean dryRun) {

    @AssertTrue(message = "orderId, from, to or missingOnly is needed")
    boolean isAboutSomething() {
        return orderId != null || from != null || to != null || isMissingOnly();
    }

    @AssertTrue(message = "from must be before to")
    boolean isInOrder() {
        return from == null || to == null || from.isBefore(to);
    }

    boolean isMissingOnly() {
        return Boolean.TRUE.equals(missingOnly);
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    @Nullable
    String key() {
        return orderId == null ? null : orderId.toString();
    }
}

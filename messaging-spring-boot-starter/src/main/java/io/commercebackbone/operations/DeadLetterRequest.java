package io.commercebackbone.operations;

import io.commercebackbone.messaging.deadletter.LetterFilter;
import io.commercebackbone.messaging.deadletter.LetterId;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant, and what for. Everything of a topic if nothing else is given; one letter by its id.
 *
 * @param rate replays a second
 * @param reason why they are discarded
 * @param dryRun says how many there are, and does nothing
 */
record DeadLetterRequest(
        @Nullable String topic,
        @Nullable String id,
        @Nullable String key,
        @Nullable String cause,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable @Min(1) @Max(10_000) Integer rate,
        @Nullable @Size(max = 500) String reason,
        @Nullable Boolean dryRun) {

    @AssertTrue(message = "a topic or an id is needed")
    boolean isAboutSomething() {
        return topic != null || id != null;
    }

    /**
     * Which letters are meant.
     *
     * @throws IllegalArgumentException if the id is none
     */
    LetterFilter filter(@Nullable String ofTopic) {
        return new LetterFilter(ofTopic, id == null ? null : letterId(id), key, cause, from, to, null);
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    /** @throws IllegalArgumentException if it is none */
    static LetterId letterId(String text) {
        return LetterId.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("A letter's id has the form topic:partition:offset"));
    }
}

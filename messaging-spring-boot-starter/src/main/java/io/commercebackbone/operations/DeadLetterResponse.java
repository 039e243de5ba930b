package io.commercebackbone.operations;

import io.commercebackbone.messaging.deadletter.DeadLetter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without its body.
 *
 * @param topic where the record was read
 * @param partition where it had been in that topic
 * @param offset where it had been in that topic
 * @param traceId the trace of what caused the event: that of the answer, the logs and the spans
 * @param attempts how often it was given up
 */
record DeadLetterResponse(
        String id,
        String topic,
        int partition,
        @Nullable Long offset,
        String group,
        @Nullable String key,
        @Nullable String eventId,
        @Nullable String eventType,
        @Nullable String traceId,
        String cause,
        String exception,
        int attempts,
        Instant failedAt,
        String state,
        @Nullable String operation) {

    static DeadLetterResponse of(DeadLetter letter) {
        return new DeadLetterResponse(
                letter.id().toString(),
                letter.id().topic(),
                letter.partition(),
                letter.offset() < 0 ? null : letter.offset(),
                letter.group(),
                letter.key(),
                letter.eventId(),
                letter.type(),
                letter.traceId(),
                letter.cause(),
                letter.exception(),
                letter.attempts(),
                letter.failedAt(),
                letter.state().name(),
                letter.operation());
    }
}

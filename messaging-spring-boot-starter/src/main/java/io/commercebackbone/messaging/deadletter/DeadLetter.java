package io.commercebackbone.messaging.deadletter;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.messaging.HeaderText;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that a group gave up, or that waits behind one, without its body.
 *
 * @param cause the short stable word for what is wrong
 * @param attempts how often it was given up; 0 if it only waits
 * @param partition where it had been in its topic
 * @param offset where it had been in its topic
 * @param traceId the trace of what caused the event, if the record names one
 * @param failedAt when it was given up for the last time
 * @param operation what an operator asked for last, if anybody did
 * @param replayedTo where it is in its topic again, if it is
 */
public record DeadLetter(
        LetterId id,
        String group,
        @Nullable String key,
        String cause,
        String exception,
        int attempts,
        int partition,
        long offset,
        @Nullable String eventId,
        @Nullable String type,
        @Nullable String traceId,
        Instant failedAt,
        LetterState state,
        @Nullable String operation,
        @Nullable Long replayedTo) {

    /** The cause of a letter that did not fail. */
    public static final String WAITS_BEHIND = "waits-behind";

    /** The letter that a record of a dead-letter topic holds; what is missing in it is filled in. */
    static DeadLetter of(LetterId id, String group, ConsumerRecord<String, byte[]> record) {
        String cause = text(record, EventHeaders.DEAD_LETTER_CAUSE, "unknown");
        boolean waits = cause.equals(WAITS_BEHIND);
        return new DeadLetter(
                id,
                group,
                record.key(),
                cause,
                text(record, EventHeaders.DEAD_LETTER_EXCEPTION, ""),
                HeaderText.number(record, EventHeaders.DEAD_LETTER_ATTEMPTS, waits ? 0 : 1),
                HeaderText.number(record, EventHeaders.DEAD_LETTER_PARTITION, record.partition()),
                offset(record),
                HeaderText.of(record, EventHeaders.ID),
                HeaderText.of(record, EventHeaders.TYPE),
                HeaderText.traceId(record.headers()),
                failedAt(record),
                waits ? LetterState.WAITING : LetterState.OPEN,
                null,
                null);
    }

    /** The letter after its replay failed as {@code again} says. It keeps its place. */
    DeadLetter failed(DeadLetter again) {
        return new DeadLetter(
                id,
                group,
                key,
                again.cause,
                again.exception,
                again.attempts,
                partition,
                offset,
                eventId,
                type,
                traceId,
                again.failedAt,
                LetterState.OPEN,
                operation,
                null);
    }

    DeadLetter requested(@Nullable String by) {
        return in(LetterState.REPLAY_REQUESTED, by, null);
    }

    DeadLetter replayed(@Nullable Long to) {
        return in(LetterState.REPLAYED, operation, to);
    }

    private DeadLetter in(LetterState next, @Nullable String asked, @Nullable Long to) {
        return new DeadLetter(
                id, group, key, cause, exception, attempts, partition, offset, eventId, type, traceId, failedAt, next,
                asked, to);
    }

    private static String text(ConsumerRecord<?, ?> record, String name, String otherwise) {
        return Objects.requireNonNullElse(HeaderText.of(record, name), otherwise);
    }

    /** A letter that does not say where it had been has a place of its own all the same. */
    private static long offset(ConsumerRecord<?, ?> record) {
        String text = text(record, EventHeaders.DEAD_LETTER_OFFSET, "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1 - record.offset();
    }

    private static Instant failedAt(ConsumerRecord<?, ?> record) {
        try {
            return Instant.parse(text(record, EventHeaders.DEAD_LETTER_FAILED_AT, ""));
        } catch (DateTimeException e) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }
}

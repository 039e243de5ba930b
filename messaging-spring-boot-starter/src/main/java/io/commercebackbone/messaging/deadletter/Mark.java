package io.commercebackbone.messaging.deadletter;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.EventJson;
import io.commercebackbone.messaging.HeaderText;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Says what became of a dead letter: a record behind it, in its partition.
 *
 * @param letter whose it is
 * @param operation what it is part of, if anybody asked for it
 */
record Mark(
        Kind kind,
        LetterId letter,
        String group,
        @Nullable String key,
        @Nullable String operation,
        Detail detail) {

    enum Kind {
        /** Somebody asked for its replay. */
        REQUESTED,
        /** It is on its topic again. */
        REPLAYED,
        /** Its group has processed it. */
        DONE,
        /** Somebody gave it up. */
        DISCARDED;

        private String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a mark says beyond its headers.
     *
     * @param attempts those of the letter when the mark was made: a mark of an earlier attempt has no meaning any more
     * @param by who asked for it
     * @param filter what was asked for
     * @param rate replays a second
     * @param replayedTo where it is in its topic again
     */
    record Detail(
            int attempts,
            Instant at,
            @Nullable String by,
            @Nullable String reason,
            @Nullable String filter,
            int rate,
            @Nullable Long replayedTo) {}

    /** A mark of what was done for a letter, whoever asked for it. */
    static Mark of(Kind kind, DeadLetter letter, Instant at, @Nullable Long replayedTo) {
        return of(kind, letter, letter.operation(), new Detail(letter.attempts(), at, null, null, null, 0, replayedTo));
    }

    static Mark of(Kind kind, DeadLetter letter, @Nullable String operation, Detail detail) {
        return new Mark(kind, letter.id(), letter.group(), letter.key(), operation, detail);
    }

    ProducerRecord<String, byte[]> toRecord() {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                Topics.deadLettersOf(letter.topic()), letter.partition(), key, EventJson.write(detail));
        HeaderText.put(record.headers(), EventHeaders.DEAD_LETTER_MARK, kind.wireName());
        HeaderText.put(record.headers(), EventHeaders.DEAD_LETTER_LETTER, Long.toString(letter.offset()));
        HeaderText.put(record.headers(), EventHeaders.DEAD_LETTER_GROUP, group);
        if (operation != null) {
            HeaderText.put(record.headers(), EventHeaders.DEAD_LETTER_OPERATION, operation);
        }
        return record;
    }

    static boolean isMark(ConsumerRecord<?, ?> record) {
        return HeaderText.of(record, EventHeaders.DEAD_LETTER_MARK) != null;
    }

    /** The mark that a record holds; empty if it cannot be understood. */
    static Optional<Mark> read(String topic, String group, ConsumerRecord<String, byte[]> record) {
        try {
            String kind = String.valueOf(HeaderText.of(record, EventHeaders.DEAD_LETTER_MARK));
            String offset = String.valueOf(HeaderText.of(record, EventHeaders.DEAD_LETTER_LETTER));
            return Optional.of(new Mark(
                    Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                    new LetterId(topic, record.partition(), Long.parseLong(offset)),
                    group,
                    record.key(),
                    HeaderText.of(record, EventHeaders.DEAD_LETTER_OPERATION),
                    EventJson.read(record.value(), Detail.class)));
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }
}

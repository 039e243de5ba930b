package io.commercebackbone.messaging.deadletter;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.messaging.HeaderText;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A copy of a dead letter on its topic, for one group.
 *
 * @param attempts those of the letter when the copy was made
 */
public record Replayed(LetterId letter, String group, int attempts) {

    private static final String DEAD_LETTER_PREFIX = "x-dlq-";

    /** Of which letter the record is a copy, for this group; empty if it is none of this group's. */
    public static Optional<Replayed> of(ConsumerRecord<?, ?> record, String group) {
        String letter = HeaderText.of(record, EventHeaders.REPLAY_LETTER);
        if (letter == null || !group.equals(HeaderText.of(record, EventHeaders.REPLAY_GROUP))) {
            return Optional.empty();
        }
        String topic = topic(record);
        return LetterId.parse(topic + ":" + letter)
                .map(id -> new Replayed(id, group, HeaderText.number(record, EventHeaders.DEAD_LETTER_ATTEMPTS, 0)));
    }

    /** A copy comes back as a dead letter that says which topic it was read from. */
    private static String topic(ConsumerRecord<?, ?> record) {
        String from = HeaderText.of(record, EventHeaders.DEAD_LETTER_TOPIC);
        return from == null ? record.topic() : from;
    }

    /** The copy of a dead letter: the record as it was, for its group only. */
    static ProducerRecord<String, byte[]> copy(DeadLetter letter, ConsumerRecord<String, byte[]> stored) {
        Headers headers = new RecordHeaders();
        for (Header header : stored.headers()) {
            if (!header.key().startsWith(DEAD_LETTER_PREFIX)) {
                headers.add(header);
            }
        }
        HeaderText.put(headers, EventHeaders.REPLAY_GROUP, letter.group());
        HeaderText.put(
                headers,
                EventHeaders.REPLAY_LETTER,
                letter.id().partition() + ":" + letter.id().offset());
        HeaderText.put(headers, EventHeaders.DEAD_LETTER_ATTEMPTS, Integer.toString(letter.attempts()));
        return new ProducerRecord<>(
                letter.id().topic(), letter.partition(), null, stored.key(), stored.value(), headers);
    }
}

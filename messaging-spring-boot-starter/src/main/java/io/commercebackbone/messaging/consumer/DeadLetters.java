package io.commercebackbone.messaging.consumer;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Puts a record that can never be processed on {@code <topic>-dlq}: same partition number, key, body and headers, with
 * headers that say which group gave it up, why, and where it had been.
 */
class DeadLetters {

    private static final int LONGEST_TEXT = 500;

    private final KafkaOperations<String, byte[]> kafka;
    private final Duration timeout;
    private final Clock clock;

    DeadLetters(KafkaOperations<String, byte[]> kafka, Duration timeout, Clock clock) {
        this.kafka = kafka;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Returns when the broker has the dead letter.
     *
     * @throws KafkaException if it could not be written: the record must not be passed over
     */
    void publish(ConsumerRecord<String, byte[]> record, String group, Throwable error) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(
                Topics.deadLettersOf(record.topic()),
                record.partition(),
                null,
                record.key(),
                record.value(),
                headers(record, group, error));
        try {
            kafka.send(letter).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while dead-lettering", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("not dead-lettered: " + e.getMessage(), e);
        }
    }

    private Headers headers(ConsumerRecord<String, byte[]> record, String group, Throwable error) {
        Headers headers = new RecordHeaders(record.headers());
        String cause = error instanceof PermanentFailure failure ? failure.failureCause() : "unexpected";
        put(headers, EventHeaders.DEAD_LETTER_GROUP, group);
        put(headers, EventHeaders.DEAD_LETTER_CAUSE, cause);
        put(headers, EventHeaders.DEAD_LETTER_EXCEPTION, error.getClass().getName() + ": " + error.getMessage());
        put(headers, EventHeaders.DEAD_LETTER_ATTEMPTS, Integer.toString(attempts(record) + 1));
        put(headers, EventHeaders.DEAD_LETTER_TOPIC, record.topic());
        put(headers, EventHeaders.DEAD_LETTER_PARTITION, Integer.toString(record.partition()));
        put(headers, EventHeaders.DEAD_LETTER_OFFSET, Long.toString(record.offset()));
        put(headers, EventHeaders.DEAD_LETTER_FAILED_AT, clock.instant().toString());
        return headers;
    }

    /** How often the record had been given up before: a replayed dead letter brings its count along. */
    private static int attempts(ConsumerRecord<?, ?> record) {
        String before = EventReader.header(record, EventHeaders.DEAD_LETTER_ATTEMPTS);
        return before != null && before.matches("\\d{1,6}") ? Integer.parseInt(before) : 0;
    }

    private static void put(Headers headers, String name, String value) {
        String shortened = value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value;
        headers.remove(name);
        headers.add(name, shortened.getBytes(StandardCharsets.UTF_8));
    }
}

package io.commercebackbone.messaging.consumer;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.HeaderText;
import io.commercebackbone.messaging.deadletter.DeadLetter;
import io.commercebackbone.messaging.deadletter.Quarantine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Puts a record that can never be processed, or that waits behind one, on {@code <topic>-dlq}: same partition number, key,
 * body and headers, with headers that say which group gave it up, why, and where it had been.
 */
class DeadLetterWriter {

    private static final int LONGEST_TEXT = 500;

    private final KafkaOperations<String, byte[]> kafka;
    private final Quarantine quarantine;
    private final Duration timeout;
    private final Clock clock;

    DeadLetterWriter(KafkaOperations<String, byte[]> kafka, Quarantine quarantine, Duration timeout, Clock clock) {
        this.kafka = kafka;
        this.quarantine = quarantine;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Gives a record up. Returns when the broker has the dead letter. A replayed one brings along how often it had been
     * given up before.
     *
     * @throws KafkaException if it could not be written: the record must not be passed over
     */
    void giveUp(ConsumerRecord<String, byte[]> record, String group, Throwable error) {
        String cause = Failures.cause(error);
        int before = HeaderText.number(record, EventHeaders.DEAD_LETTER_ATTEMPTS, 0);
        write(record, group, cause, error.getClass().getName() + ": " + error.getMessage(), before + 1);
    }

    /**
     * Has a record wait behind a dead letter of its key. Returns when the broker has it.
     *
     * @throws KafkaException if it could not be written: the record must not be passed over
     */
    void putBehind(ConsumerRecord<String, byte[]> record, String group) {
        write(record, group, DeadLetter.WAITS_BEHIND, "an earlier record of its key is a dead letter", 0);
    }

    private void write(
            ConsumerRecord<String, byte[]> record, String group, String cause, String exception, int attempts) {
        Headers headers = new RecordHeaders(record.headers());
        put(headers, EventHeaders.DEAD_LETTER_GROUP, group);
        put(headers, EventHeaders.DEAD_LETTER_CAUSE, cause);
        put(headers, EventHeaders.DEAD_LETTER_EXCEPTION, exception);
        put(headers, EventHeaders.DEAD_LETTER_ATTEMPTS, Integer.toString(attempts));
        put(headers, EventHeaders.DEAD_LETTER_TOPIC, record.topic());
        put(headers, EventHeaders.DEAD_LETTER_PARTITION, Integer.toString(record.partition()));
        put(headers, EventHeaders.DEAD_LETTER_OFFSET, Long.toString(record.offset()));
        put(headers, EventHeaders.DEAD_LETTER_FAILED_AT, clock.instant().toString());
        headers.remove(EventHeaders.DEAD_LETTER_MARK);
        quarantine.written(send(new ProducerRecord<>(
                Topics.deadLettersOf(record.topic()),
                record.partition(),
                null,
                record.key(),
                record.value(),
                headers)));
    }

    private RecordMetadata send(ProducerRecord<String, byte[]> letter) {
        try {
            return kafka.send(letter)
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .getRecordMetadata();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while dead-lettering", e);
        } catch (ExecutionException | TimeoutException | org.springframework.kafka.KafkaException e) {
            // the template throws its own exception for what fails at once
            throw new KafkaException("not dead-lettered: " + e.getMessage(), e);
        }
    }

    private static void put(Headers headers, String name, String value) {
        HeaderText.put(headers, name, value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value);
    }
}

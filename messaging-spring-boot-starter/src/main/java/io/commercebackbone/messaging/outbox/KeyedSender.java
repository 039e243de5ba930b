package io.commercebackbone.messaging.outbox;

import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends rows with all keys in parallel and each key in order: a row goes out only after the broker acknowledged the
 * key's row before it, since a pipelined send delivers later rows although an earlier one failed for good.
 */
final class KeyedSender {

    private static final Logger log = LoggerFactory.getLogger(KeyedSender.class);

    private final Producer<String, byte[]> producer;
    private final Timer commitToAck;
    private final Clock clock;
    private final BooleanSupplier running;

    KeyedSender(Producer<String, byte[]> producer, Timer commitToAck, Clock clock, BooleanSupplier running) {
        this.producer = producer;
        this.commitToAck = commitToAck;
        this.clock = clock;
        this.running = running;
    }

    /**
     * Sends the rows and waits for the broker. A key whose row is refused for good, or cannot be sent while others
     * can, is given back; while nothing at all can be sent, this tries on.
     *
     * @return what was sent, and what waits behind a failure
     * @throws RelayInterruptedException if the relay stops, or the producer is of no more use
     * @throws InterruptException if the thread is interrupted, which ends the wait at once
     */
    Outcome send(List<OutboxRow> rows) {
        rows.stream().map(OutboxRow::topic).distinct().forEach(producer::partitionsFor);
        return new Round(rows).run();
    }

    /**
     * @param sent rows that the broker acknowledged
     * @param failed for each key that failed, its rows that were not sent, in order
     * @param errors for each key that failed, why
     */
    record Outcome(List<OutboxRow> sent, Map<String, List<OutboxRow>> failed, Map<String, String> errors) {}

    private record Ack(
            OutboxRow row,
            @Nullable RecordMetadata metadata,
            @Nullable Exception error) {}

    /** One call of {@link #send}: the rows that wait, key by key, and what came of the others. */
    private final class Round {

        private final Map<String, Deque<OutboxRow>> waiting = new LinkedHashMap<>();
        private final Queue<Ack> acks = new ConcurrentLinkedQueue<>();
        private final Outcome outcome = new Outcome(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        private int inFlight;

        Round(List<OutboxRow> rows) {
            rows.forEach(row -> waiting.computeIfAbsent(row.key(), key -> new ArrayDeque<>())
                    .add(row));
        }

        /** Nobody else adds to what was handed over, so it goes out at once: waiting for more would only cost time. */
        Outcome run() {
            waiting.values().forEach(rows -> transmit(rows.getFirst()));
            while (inFlight > 0) {
                if (!running.getAsBoolean()) {
                    throw new RelayInterruptedException("the relay stops");
                }
                producer.flush();
                for (Ack ack = acks.poll(); ack != null; ack = acks.poll()) {
                    inFlight--;
                    settle(ack);
                }
            }
            return outcome;
        }

        /** The callback tells what the future would. */
        @SuppressWarnings("FutureReturnValueIgnored")
        private void transmit(OutboxRow row) {
            inFlight++;
            producer.send(row.toRecord(), (metadata, error) -> acks.add(new Ack(row, metadata, error)));
        }

        private void settle(Ack ack) {
            OutboxRow row = ack.row();
            if (ack.error() == null) {
                sent(row, ack.metadata());
                return;
            }
            log.error(
                    "Kafka Producer - message not sent: topic={}, key={}, error={}",
                    row.topic(),
                    row.key(),
                    ack.error().toString());
            if (isPermanent(ack.error())) {
                give(row.key(), ack.error());
            } else if (!(ack.error() instanceof RetriableException)) {
                throw new RelayInterruptedException("the producer is of no more use", ack.error());
            } else if (outcome.sent().isEmpty()) {
                transmit(row);
            } else {
                give(row.key(), ack.error());
            }
        }

        private void sent(OutboxRow row, @Nullable RecordMetadata metadata) {
            if (metadata != null) {
                log.info(
                        "Kafka Producer - message sent: topic={}, partition={}, offset={}",
                        metadata.topic(),
                        metadata.partition(),
                        metadata.offset());
            }
            commitToAck.record(Duration.between(row.createdAt(), clock.instant()));
            outcome.sent().add(row);
            Deque<OutboxRow> ofKey = waiting.get(row.key());
            if (ofKey == null) {
                return;
            }
            ofKey.removeFirst();
            if (!ofKey.isEmpty()) {
                transmit(ofKey.getFirst());
            }
        }

        private void give(String key, Exception error) {
            Deque<OutboxRow> rows = waiting.remove(key);
            outcome.failed().put(key, rows == null ? List.of() : List.copyOf(rows));
            outcome.errors().put(key, error.toString());
        }
    }

    /** What no retry mends: the record itself, or the right to write it. */
    private static boolean isPermanent(Exception error) {
        return error instanceof RecordTooLargeException
                || error instanceof RecordBatchTooLargeException
                || error instanceof AuthorizationException
                || error instanceof InvalidTopicException
                || error instanceof InvalidConfigurationException
                || error instanceof PolicyViolationException;
    }
}

package io.commercebackbone.messaging.outbox;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.messaging.EventLine;
import io.commercebackbone.messaging.HeaderText;
import io.commercebackbone.tracing.Spans;
import io.micrometer.tracing.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
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
    private final RelayMeter meter;
    private final Spans spans;
    private final Clock clock;
    private final BooleanSupplier running;

    KeyedSender(
            Producer<String, byte[]> producer, RelayMeter meter, Spans spans, Clock clock, BooleanSupplier running) {
        this.producer = producer;
        this.meter = meter;
        this.spans = spans;
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
        return new Round(rows, refusedTopics(rows)).run();
    }

    /** Asks for all topics first, so that no send waits for one; those that nobody here may write, with the reason. */
    private Map<String, Exception> refusedTopics(List<OutboxRow> rows) {
        Map<String, Exception> refused = new HashMap<>();
        for (String topic : rows.stream().map(OutboxRow::topic).distinct().toList()) {
            try {
                producer.partitionsFor(topic);
            } catch (KafkaException e) {
                if (!isPermanent(e)) {
                    throw e;
                }
                refused.put(topic, e);
            }
        }
        return refused;
    }

    /**
     * @param sent rows that the broker acknowledged
     * @param failed for each key that failed, its rows that were not sent, in order
     * @param errors for each key that failed, why
     */
    record Outcome(List<OutboxRow> sent, Map<String, List<OutboxRow>> failed, Map<String, String> errors) {}

    /** A row on its way. */
    private record Sending(OutboxRow row, ProducerRecord<String, byte[]> record, Spans.Open span, long beganAt) {}

    private record Ack(
            Sending sending,
            long at,
            @Nullable RecordMetadata metadata,
            @Nullable Exception error) {}

    /** One call of {@link #send}: the rows that wait, key by key, and what came of the others. */
    private final class Round {

        private final Map<String, Deque<OutboxRow>> waiting = new LinkedHashMap<>();
        private final Queue<Ack> acks = new ConcurrentLinkedQueue<>();
        private final Outcome outcome = new Outcome(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        private final Map<String, Exception> refusedTopics;
        private int inFlight;

        Round(List<OutboxRow> rows, Map<String, Exception> refusedTopics) {
            this.refusedTopics = refusedTopics;
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
            Sending sending = begin(row);
            Exception refusal = refusedTopics.get(row.topic());
            if (refusal != null) {
                acks.add(new Ack(sending, System.nanoTime(), null, refusal));
                return;
            }
            producer.send(
                    sending.record(),
                    (metadata, error) -> acks.add(new Ack(sending, System.nanoTime(), metadata, error)));
        }

        private void settle(Ack ack) {
            Exception error = ack.error();
            ack.sending().span().end(error);
            meter.attempted(
                    ack.sending().row().topic(),
                    outcomeOf(error),
                    Duration.ofNanos(ack.at() - ack.sending().beganAt()));
            if (error == null) {
                sent(ack.sending(), ack.metadata());
            } else {
                failed(ack.sending(), error);
            }
        }

        private void failed(Sending sending, Exception error) {
            OutboxRow row = sending.row();
            EventLine.error(log, "Kafka Producer - message not sent")
                    .with("topic", row.topic())
                    .with("key", row.key())
                    .with("error", error.toString())
                    .with("orderId", row.key())
                    .of(sending.record().headers())
                    .write();
            if (isPermanent(error)) {
                give(row.key(), error);
            } else if (!(error instanceof RetriableException)) {
                throw new RelayInterruptedException("the producer is of no more use", error);
            } else if (outcome.sent().isEmpty()) {
                transmit(row);
            } else {
                give(row.key(), error);
            }
        }

        private void sent(Sending sending, @Nullable RecordMetadata metadata) {
            OutboxRow row = sending.row();
            if (metadata != null) {
                EventLine.info(log, "Kafka Producer - message sent")
                        .with("topic", metadata.topic())
                        .with("partition", metadata.partition())
                        .with("offset", metadata.offset())
                        .with("orderId", row.key())
                        .of(sending.record().headers())
                        .write();
            }
            meter.acknowledged(Duration.between(row.createdAt(), clock.instant()));
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

    /** The span lasts from the row's insert on; what reads the event belongs to it. */
    private Sending begin(OutboxRow row) {
        ProducerRecord<String, byte[]> record = row.toRecord();
        String traceparent = HeaderText.of(record.headers(), EventHeaders.TRACE_PARENT);
        Spans.Open span = spans.begin(() -> published(row), traceparent, row.createdAt());
        String handedOn = span.traceparent();
        if (handedOn != null && !handedOn.equals(traceparent)) {
            HeaderText.put(record.headers(), EventHeaders.TRACE_PARENT, handedOn);
        }
        return new Sending(row, record, span, System.nanoTime());
    }

    private static Spans.About published(OutboxRow row) {
        return new Spans.About(
                row.topic() + " publish",
                Span.Kind.PRODUCER,
                Map.of(
                        "messaging.system", "kafka",
                        "messaging.operation.type", "send",
                        "messaging.destination.name", row.topic(),
                        "messaging.kafka.message.key", row.key(),
                        "messaging.message.id", row.eventId().toString()));
    }

    private static RelayMeter.Outcome outcomeOf(@Nullable Exception error) {
        if (error == null) {
            return RelayMeter.Outcome.ACKNOWLEDGED;
        }
        return isPermanent(error) ? RelayMeter.Outcome.REFUSED : RelayMeter.Outcome.RETRIED;
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

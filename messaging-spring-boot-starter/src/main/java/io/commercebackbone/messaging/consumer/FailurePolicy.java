package io.commercebackbone.messaging.consumer;

import io.commercebackbone.messaging.EventLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What happens to a record that failed. It is classified, not counted: what can never succeed is dead-lettered at its
 * first failure and the partition goes on; anything else is tried again until it succeeds, with the container paused
 * in between, so that an outage empties no topic into the dead letters and costs no membership in the group. How long it
 * pauses grows with each attempt, unless the failure says it ({@link TransientFailure}). Nothing behind a failed record
 * is committed before it.
 */
class FailurePolicy implements CommonErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(FailurePolicy.class);

    private final DeadLetterWriter deadLetters;
    private final Admission admission;
    private final ListenerKeeper keeper;
    private final ConsumerProperties properties;
    private final ConsumerMeter meter;
    private final ProcessedRecords processed;
    private final Map<TopicPartition, Failing> failing = new ConcurrentHashMap<>();

    FailurePolicy(
            DeadLetterWriter deadLetters,
            Admission admission,
            ListenerKeeper keeper,
            ConsumerProperties properties,
            ConsumerMeter meter,
            ProcessedRecords processed) {
        this.deadLetters = deadLetters;
        this.admission = admission;
        this.keeper = keeper;
        this.properties = properties;
        this.meter = meter;
        this.processed = processed;
    }

    /** How often the record at an offset has failed in a row. */
    private record Failing(long offset, int attempts) {}

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public void handleRemaining(
            Exception thrown,
            List<ConsumerRecord<?, ?>> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container) {
        handle(thrown, records, 0, true, consumer, container);
    }

    /** An error that names no record of a batch may be any record's: then none of them is given up. */
    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> data,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        List<ConsumerRecord<?, ?>> records = new ArrayList<>(data.count());
        data.forEach(records::add);
        BatchListenerFailedException named = Failures.find(thrown, BatchListenerFailedException.class);
        int index = named == null ? 0 : admission.placeInBatch(named.getIndex(), records);
        handle(thrown, records, index, named != null || records.size() == 1, consumer, container);
    }

    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        log.error("Kafka Consumer - polling failed: listener={}", container.getListenerId(), thrown);
    }

    private void handle(
            Exception thrown,
            List<ConsumerRecord<?, ?>> records,
            int index,
            boolean located,
            Consumer<?, ?> consumer,
            MessageListenerContainer container) {
        ConsumerRecord<?, ?> failed = records.get(index);
        Throwable error = Failures.origin(thrown);
        boolean passed = located && Failures.isPermanent(error) && deadLettered(failed, container, error);
        int next = passed ? index + 1 : index;
        try {
            commit(records.subList(0, next), consumer);
        } finally {
            seek(records.subList(next, records.size()), consumer);
        }
        processed.processed(records.subList(0, index));
        processed.failed(failed, error);
        if (passed) {
            failing.remove(Failures.partition(failed));
        } else {
            backOff(failed, error, container);
        }
    }

    @SuppressWarnings("unchecked") // the containers of this library read String keys and byte[] values
    private boolean deadLettered(ConsumerRecord<?, ?> record, MessageListenerContainer container, Throwable error) {
        try {
            deadLetters.giveUp((ConsumerRecord<String, byte[]>) record, String.valueOf(container.getGroupId()), error);
        } catch (KafkaException e) {
            log.error("Kafka Consumer - dead letter not written: {}", e.getMessage());
            return false;
        }
        meter.givenUp(record, error);
        EventLine.error(log, "Kafka Consumer - message dead-lettered")
                .with("topic", record.topic())
                .with("partition", record.partition())
                .with("offset", record.offset())
                .with("error", error.toString())
                .with("orderId", record.key())
                .of(record.headers())
                .write();
        return true;
    }

    private void backOff(ConsumerRecord<?, ?> record, Throwable error, MessageListenerContainer container) {
        Failing now = failing.compute(
                Failures.partition(record),
                (partition, before) -> before != null && before.offset() == record.offset()
                        ? new Failing(record.offset(), before.attempts() + 1)
                        : new Failing(record.offset(), 1));
        meter.putOff(record, error);
        EventLine.error(log, "Kafka Consumer - message processing failed")
                .with("partition", record.partition())
                .with("offset", record.offset())
                .with("error", error.toString())
                .with("topic", record.topic())
                .with("attempt", now.attempts())
                .with("orderId", record.key())
                .of(record.headers())
                .write();
        keeper.pause(container, pause(error, now.attempts()));
    }

    private Duration pause(Throwable error, int attempts) {
        return error instanceof TransientFailure failure
                ? failure.retryAfter().orElseGet(() -> properties.backoff(attempts))
                : properties.backoff(attempts);
    }

    private static void commit(List<ConsumerRecord<?, ?>> processed, Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        processed.forEach(
                record -> offsets.put(Failures.partition(record), new OffsetAndMetadata(record.offset() + 1)));
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets);
        }
    }

    private static void seek(List<ConsumerRecord<?, ?>> remaining, Consumer<?, ?> consumer) {
        Map<TopicPartition, Long> first = new HashMap<>();
        remaining.forEach(record -> first.putIfAbsent(Failures.partition(record), record.offset()));
        first.forEach(consumer::seek);
    }
}

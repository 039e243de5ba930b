package io.commercebackbone.messaging.deadletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.support.SendResult;

/** Writes what becomes of dead letters, and sends their copies. */
final class Marks {

    private final KafkaOperations<String, byte[]> kafka;
    private final Duration timeout;

    Marks(KafkaOperations<String, byte[]> kafka, Duration timeout) {
        this.kafka = kafka;
        this.timeout = timeout;
    }

    /**
     * Writes marks; returns when the broker has all of them.
     *
     * @return behind which offsets they are, for each partition
     * @throws KafkaException if not all of them were written; those that were stand
     */
    Map<TopicPartition, Long> write(List<Mark> marks) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (RecordMetadata at : send(marks.stream().map(Mark::toRecord).toList())) {
            ends.merge(new TopicPartition(at.topic(), at.partition()), at.offset() + 1, Math::max);
        }
        return ends;
    }

    /** Sends records; returns when the broker has all of them, where each of them is. */
    List<RecordMetadata> send(List<ProducerRecord<String, byte[]>> records) {
        List<RecordMetadata> metadata = new ArrayList<>(records.size());
        try {
            List<CompletableFuture<SendResult<String, byte[]>>> sent =
                    records.stream().map(kafka::send).toList();
            for (CompletableFuture<SendResult<String, byte[]>> each : sent) {
                metadata.add(each.get(timeout.toMillis(), TimeUnit.MILLISECONDS).getRecordMetadata());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing", e);
        } catch (ExecutionException | TimeoutException | org.springframework.kafka.KafkaException e) {
            throw new KafkaException("not written: " + e.getMessage(), e);
        }
        return metadata;
    }
}

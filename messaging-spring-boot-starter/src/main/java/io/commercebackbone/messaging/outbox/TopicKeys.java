package io.commercebackbone.messaging.outbox;

import io.commercebackbone.messaging.TopicReaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Which keys a topic holds. Every method throws {@link KafkaException} if it cannot be read. */
final class TopicKeys {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final TopicReaders readers;

    TopicKeys(TopicReaders readers) {
        this.readers = readers;
    }

    /** From when on nothing of the topic was deleted; long ago if nothing ever was. */
    Instant completeSince(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = readers.reader("outbox-check")) {
            Instant since = Instant.EPOCH;
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer, topic));
            for (Map.Entry<TopicPartition, Long> begin :
                    consumer.beginningOffsets(ends.keySet()).entrySet()) {
                if (begin.getValue() > 0) {
                    Instant first = begin.getValue().equals(ends.get(begin.getKey()))
                            ? Instant.now()
                            : firstTime(consumer, begin.getKey());
                    since = first.isAfter(since) ? first : since;
                }
            }
            return since;
        }
    }

    /** Takes those keys away that a record written since {@code from} has. */
    void removeSeen(String topic, Instant from, Set<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        try (KafkaConsumer<String, byte[]> consumer = readers.reader("outbox-check")) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            consumer.assign(partitions);
            seek(consumer, partitions, from, ends);
            long deadline = System.nanoTime() + SILENCE.toNanos();
            while (!ends.isEmpty()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    keys.remove(record.key());
                    deadline = System.nanoTime() + SILENCE.toNanos();
                }
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (System.nanoTime() > deadline) {
                    throw new KafkaException("nothing read of " + topic + " for " + SILENCE);
                }
            }
        }
    }

    private static void seek(
            KafkaConsumer<String, byte[]> consumer,
            List<TopicPartition> partitions,
            Instant from,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(it -> times.put(it, from.toEpochMilli()));
        Map<TopicPartition, @Nullable OffsetAndTimestamp> starts = new HashMap<>(consumer.offsetsForTimes(times));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.getOrDefault(partition, 0L) : start.offset());
        }
    }

    private static Instant firstTime(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long deadline = System.nanoTime() + SILENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                return Instant.ofEpochMilli(record.timestamp());
            }
        }
        throw new KafkaException("nothing read of " + partition + " for " + SILENCE);
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
    }
}

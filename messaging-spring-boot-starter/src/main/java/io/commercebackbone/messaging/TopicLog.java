package io.commercebackbone.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Topics read once, from some time to where they ended when that was asked, beside the listeners and without a group.
 * For one thread. Every method throws {@link KafkaException} if they cannot be read, after 20 seconds without an answer.
 */
public final class TopicLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Stretch> stretches = new LinkedHashMap<>();
    private long deadline;

    /** @param consumer with no way to go on behind records that were deleted; closed with this */
    TopicLog(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * From when on nothing of the topics was deleted; long ago if nothing ever was. Now, if a partition held records
     * once and holds none any more: nobody can say then which the last of them was.
     */
    public Instant completeSince(Collection<String> topics) {
        Instant since = Instant.EPOCH;
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(topics));
        for (Map.Entry<TopicPartition, Long> begin :
                consumer.beginningOffsets(ends.keySet()).entrySet()) {
            if (begin.getValue() > 0) {
                Instant first =
                        begin.getValue().equals(ends.get(begin.getKey())) ? Instant.now() : firstTime(begin.getKey());
                since = first.isAfter(since) ? first : since;
            }
        }
        return since;
    }

    /** What was written since {@code from}, by the records' own times, up to the topics' ends as they are now. */
    public List<Stretch> since(Collection<String> topics, Instant from) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions(topics).forEach(it -> times.put(it, from.toEpochMilli()));
        Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
        Map<TopicPartition, @Nullable OffsetAndTimestamp> starts = new HashMap<>(consumer.offsetsForTimes(times));
        List<Stretch> found = new ArrayList<>();
        ends.forEach((partition, end) -> {
            OffsetAndTimestamp first = starts.get(partition);
            long start = first == null ? end : Math.min(first.offset(), end);
            found.add(new Stretch(partition.topic(), partition.partition(), start, start, end));
        });
        return found;
    }

    /** Begins to read where these stretches were read to. */
    public void seek(Collection<Stretch> wanted) {
        stretches.clear();
        wanted.forEach(it -> stretches.put(new TopicPartition(it.topic(), it.partition()), it));
        consumer.assign(stretches.keySet());
        stretches.forEach((partition, stretch) -> consumer.seek(partition, stretch.at()));
        deadline = System.nanoTime() + SILENCE.toNanos();
    }

    /** Whether everything was read. */
    public boolean ended() {
        return stretches.values().stream().allMatch(Stretch::ended);
    }

    /** How far each of them was read. */
    public List<Stretch> stretches() {
        return List.copyOf(stretches.values());
    }

    /**
     * What comes next, in the order of each partition, and perhaps records behind the end; may be nothing.
     *
     * @throws RecordsDeleted if something in between is not there any more
     */
    public ConsumerRecords<String, byte[]> next() {
        ConsumerRecords<String, byte[]> records;
        try {
            records = consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            throw new RecordsDeleted(e);
        }
        stretches.replaceAll((partition, stretch) -> stretch.readTo(consumer.position(partition)));
        if (!records.isEmpty()) {
            deadline = System.nanoTime() + SILENCE.toNanos();
        } else if (!ended() && System.nanoTime() > deadline) {
            throw new KafkaException("nothing read for " + SILENCE);
        }
        return records;
    }

    private Instant firstTime(TopicPartition partition) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long latest = System.nanoTime() + SILENCE.toNanos();
        while (System.nanoTime() < latest) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                return Instant.ofEpochMilli(record.timestamp());
            }
        }
        throw new KafkaException("nothing read of " + partition + " for " + SILENCE);
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        List<TopicPartition> found = new ArrayList<>();
        for (String topic : topics) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            if (partitions == null || partitions.isEmpty()) {
                throw new KafkaException("there is no topic " + topic);
            }
            partitions.forEach(it -> found.add(new TopicPartition(topic, it.partition())));
        }
        return found;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}

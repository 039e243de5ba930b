package io.commercebackbone.messaging.deadletter;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Up to where the ledger has read each partition of the dead-letter topics. For many threads. */
final class LedgerPositions {

    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** Everything before {@code offset} has been read. */
    synchronized void reached(TopicPartition partition, long offset) {
        next.put(partition, offset);
        notifyAll();
    }

    /** The offset that is read next; 0 if nothing is known of the partition. */
    synchronized long of(TopicPartition partition) {
        return next.getOrDefault(partition, 0L);
    }

    /**
     * Returns when everything before these offsets has been read.
     *
     * @throws KafkaException if that takes longer than the limit, or the thread is interrupted
     */
    synchronized void await(Map<TopicPartition, Long> ends, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!reached(ends)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new KafkaException("dead letters not read up to " + ends + " within " + limit);
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while reading dead letters", e);
            }
        }
    }

    synchronized boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> of(end.getKey()) >= end.getValue());
    }
}

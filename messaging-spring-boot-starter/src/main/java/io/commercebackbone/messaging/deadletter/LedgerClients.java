package io.commercebackbone.messaging.deadletter;

import io.commercebackbone.events.Topics;
import io.commercebackbone.messaging.TopicReaders;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Kafka as the ledger asks it, with the settings of the service's own consumers. Every method throws KafkaException. */
final class LedgerClients implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 20;

    private final TopicReaders readers;
    private final Map<String, Object> adminSettings;
    private @Nullable Admin admin;

    LedgerClients(TopicReaders readers, Map<String, Object> adminSettings) {
        this.readers = readers;
        this.adminSettings = Map.copyOf(adminSettings);
    }

    /** A consumer without a group. */
    KafkaConsumer<String, byte[]> reader(String purpose) {
        return readers.reader("dead-letter-" + purpose);
    }

    /** A consumer whose membership in a group decides who works. */
    KafkaConsumer<String, byte[]> member(String group) {
        return readers.member("dead-letter-worker", group);
    }

    /** Where the dead letters of these partitions end now; nothing for what is not there. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> deadLetterPartitions) {
        Map<TopicPartition, OffsetSpec> existing = new HashMap<>();
        for (TopicPartition partition : deadLetterPartitions) {
            if (partition.partition() < partitions(partition.topic())) {
                existing.put(partition, OffsetSpec.latest());
            }
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        if (!existing.isEmpty()) {
            get(admin().listOffsets(existing).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        }
        return ends;
    }

    /** Asked first, since asking for offsets of what is not there is answered after a minute only. */
    private int partitions(String topic) {
        try {
            return get(admin().describeTopics(List.of(topic)).topicNameValues().get(topic))
                    .partitions()
                    .size();
        } catch (UnknownTopicOrPartitionException e) {
            return 0;
        }
    }

    /** What a group has committed: the offset that it reads next. */
    Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        return get(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    static TopicPartition deadLetters(String topic, int partition) {
        return new TopicPartition(Topics.deadLettersOf(topic), partition);
    }

    /** Opened when first asked: a service starts without a broker. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(adminSettings);
        }
        return admin;
    }

    private static <T> T get(@Nullable KafkaFuture<T> future) {
        if (future == null) {
            throw new KafkaException("no such topic");
        }
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e);
        } catch (TimeoutException e) {
            throw new KafkaException("no answer within " + TIMEOUT_SECONDS + " s", e);
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}

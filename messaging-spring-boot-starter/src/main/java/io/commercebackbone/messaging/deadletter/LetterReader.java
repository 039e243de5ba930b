package io.commercebackbone.messaging.deadletter;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Fetches dead letters whole, as the ledger does not keep their bodies. For one thread. */
final class LetterReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Reading over so many others is quicker than going to the next one. */
    private static final int NEAR = 1_000;

    private final KafkaConsumer<String, byte[]> consumer;

    LetterReader(LedgerClients clients) {
        consumer = clients.reader("fetch");
    }

    /**
     * The records of these letters, as far as the dead-letter topics still hold them.
     *
     * @throws org.apache.kafka.common.KafkaException if they cannot be read
     */
    Map<LetterId, ConsumerRecord<String, byte[]>> read(Collection<LetterId> wanted) {
        Map<TopicPartition, NavigableSet<LetterId>> byPartition = new HashMap<>();
        wanted.forEach(id -> byPartition
                .computeIfAbsent(LedgerClients.deadLetters(id.topic(), id.partition()), key -> new TreeSet<>())
                .add(id));
        Map<LetterId, ConsumerRecord<String, byte[]>> found = new HashMap<>();
        byPartition.forEach((partition, ids) -> read(partition, ids, found));
        return found;
    }

    private void read(
            TopicPartition partition, NavigableSet<LetterId> ids, Map<LetterId, ConsumerRecord<String, byte[]>> found) {
        consumer.assign(List.of(partition));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long position = -1;
        for (LetterId id : ids) {
            if (position < 0 || id.offset() - position > NEAR) {
                consumer.seek(partition, id.offset());
                position = id.offset();
            }
            while (position <= id.offset() && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    LetterId at = new LetterId(id.topic(), id.partition(), record.offset());
                    if (ids.contains(at)) {
                        found.put(at, record);
                    }
                }
                position = consumer.position(partition);
            }
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
    }
}

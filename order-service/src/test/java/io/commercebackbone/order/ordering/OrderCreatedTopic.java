package io.commercebackbone.order.ordering;

import io.commercebackbone.events.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads {@code order-created} from its beginning, as a consumer that drops duplicates sees it. */
final class OrderCreatedTopic implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<String> orders = new HashSet<>();

    OrderCreatedTopic(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ORDER_CREATED).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The orders of all events so far. */
    Set<String> orders() {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> orders.add(record.key()));
        return orders;
    }

    @Override
    public void close() {
        consumer.close();
    }
}

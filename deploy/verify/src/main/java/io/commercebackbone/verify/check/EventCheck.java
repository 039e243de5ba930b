package io.commercebackbone.verify.check;

import io.commercebackbone.events.Topics;
import io.commercebackbone.verify.books.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Every committed order is in its topic, whatever the service that placed it believes to have sent. */
final class EventCheck implements Check {

    private static final Duration POLL = Duration.ofMillis(100);

    @Override
    public List<Finding> of(Evidence evidence) {
        Set<String> published = keys(evidence.addresses().bootstrapServers());
        List<Finding> findings = new ArrayList<>();
        evidence.orders().keySet().stream()
                .filter(order -> !published.contains(order.toString()))
                .forEach(order -> findings.add(new Finding(
                        "order-not-on-topic",
                        "order " + order,
                        "is in the database, and no record of " + Topics.ORDER_CREATED + " has its key")));
        return findings;
    }

    private static Set<String> keys(String bootstrapServers) {
        Set<String> keys = new HashSet<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ORDER_CREATED).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> keys.add(record.key()));
            }
        }
        return keys;
    }
}

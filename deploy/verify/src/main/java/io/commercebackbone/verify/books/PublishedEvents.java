package io.commercebackbone.verify.books;

import io.commercebackbone.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from their beginning to where they end at that moment, as a member of no group. */
public final class PublishedEvents {

    private static final Duration POLL = Duration.ofMillis(100);

    private PublishedEvents() {}

    /**
     * Everything that the topics hold, in the order of each key. Records that are no event of the backbone are left out.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be asked
     */
    public static List<PublishedEvent> read(String bootstrapServers, List<String> topics) {
        List<PublishedEvent> events = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> event(record).ifPresent(events::add));
            }
        }
        return events;
    }

    private static Optional<PublishedEvent> event(ConsumerRecord<String, byte[]> record) {
        Optional<String> id = header(record, EventHeaders.ID);
        Optional<String> source = header(record, EventHeaders.SOURCE);
        Optional<String> sequence = header(record, EventHeaders.SEQUENCE);
        if (id.isEmpty() || source.isEmpty() || sequence.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PublishedEvent(
                    record.topic(),
                    record.key(),
                    UUID.fromString(id.get()),
                    source.get(),
                    Long.parseLong(sequence.get())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}

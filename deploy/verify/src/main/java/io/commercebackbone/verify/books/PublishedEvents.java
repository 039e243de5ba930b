package io.commercebackbone.verify.books;

import io.commercebackbone.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

/**
 * Reads topics from their beginning to where they end at that moment, as a member of no group; asked again it goes on from
 * there. For one thread at a time.
 */
public final class PublishedEvents implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int LONGEST_MILLIS = 20_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<String> topics;
    private final List<PublishedEvent> events = new ArrayList<>();

    private PublishedEvents(Map<String, ?> kafka, List<String> topics) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("default.api.timeout.ms", LONGEST_MILLIS);
        this.topics = List.copyOf(topics);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Nothing is read yet.
     *
     * @param kafka how a client reaches the broker
     */
    public static PublishedEvents of(Map<String, ?> kafka, List<String> topics) {
        return new PublishedEvents(kafka, topics);
    }

    /**
     * Everything that the topics hold, in the order of each key. Records that are no event of the backbone are left out.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be asked
     */
    public static List<PublishedEvent> read(String bootstrapServers, List<String> topics) {
        try (PublishedEvents events = of(Map.of("bootstrap.servers", bootstrapServers), topics)) {
            return events.all();
        }
    }

    /**
     * As {@link #read}, and reads only what was added since it was last asked.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker cannot be asked
     */
    public List<PublishedEvent> all() {
        if (consumer.assignment().isEmpty()) {
            consumer.assign(topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(record -> event(record).ifPresent(events::add));
        }
        return List.copyOf(events);
    }

    @Override
    public void close() {
        consumer.close();
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
                    Long.parseLong(sequence.get()),
                    "%s-%s@%s".formatted(record.topic(), record.partition(), record.offset())));
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

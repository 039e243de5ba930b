package io.commercebackbone.verify.check;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.Topics;
import io.commercebackbone.verify.books.Finding;
import io.commercebackbone.verify.faults.Traces.Poison;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What nobody can read is a dead letter of every group that reads its topic, and nothing else is one. */
final class DeadLetterCheck implements Check {

    private static final Duration POLL = Duration.ofMillis(100);

    /** A record that a group gave up. */
    private record Letter(String group, Poison record) {}

    @Override
    public List<Finding> of(Evidence evidence) {
        Set<Poison> poisons = new HashSet<>(evidence.traces().poisons());
        Set<Letter> letters = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(evidence.addresses().bootstrapServers())) {
            if (record.headers().lastHeader(EventHeaders.DEAD_LETTER_MARK) != null) {
                continue;
            }
            Poison given = new Poison(
                    header(record, EventHeaders.DEAD_LETTER_TOPIC),
                    Integer.parseInt(header(record, EventHeaders.DEAD_LETTER_PARTITION)),
                    Long.parseLong(header(record, EventHeaders.DEAD_LETTER_OFFSET)));
            letters.add(new Letter(header(record, EventHeaders.DEAD_LETTER_GROUP), given));
            if (!poisons.contains(given)) {
                findings.add(new Finding(
                        "dead-letter-nobody-expected",
                        "%s-%s@%s".formatted(record.topic(), record.partition(), record.offset()),
                        "group %s gave up %s: %s, %s"
                                .formatted(
                                        header(record, EventHeaders.DEAD_LETTER_GROUP),
                                        given,
                                        header(record, EventHeaders.DEAD_LETTER_CAUSE),
                                        header(record, EventHeaders.DEAD_LETTER_EXCEPTION))));
            }
        }
        Positions.READS.forEach((group, topics) -> poisons.stream()
                .filter(it -> topics.contains(it.topic()) && !letters.contains(new Letter(group, it)))
                .forEach(it -> findings.add(new Finding(
                        "record-passed-over",
                        "group " + group,
                        "nobody can read %s, and it is no dead letter of this group".formatted(it)))));
        return findings;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String bootstrapServers) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = Topics.all().stream()
                    .filter(topic -> topic.endsWith("-dlq"))
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found::add);
            }
        }
        return found;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "0" : new String(header.value(), StandardCharsets.UTF_8);
    }
}

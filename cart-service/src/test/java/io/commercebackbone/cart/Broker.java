package io.commercebackbone.cart;

import io.commercebackbone.events.EventTypes;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The broker that the tests of this JVM share, with the topics that the service reads. */
final class Broker {

    private static final Broker SHARED = new Broker();

    private final Map<String, Object> settings =
            Map.of("bootstrap.servers", LocalKafka.shared().bootstrapServers());
    private final Admin admin = Admin.create(settings);
    private final KafkaProducer<String, byte[]> producer;

    private Broker() {
        Map<String, Object> settings = new HashMap<>(this.settings);
        settings.put("max.request.size", 2_000_000);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        List<NewTopic> topics = EventTypes.ALL.stream()
                .flatMap(type -> Stream.of(type.topic(), Topics.deadLettersOf(type.topic())))
                .map(name -> new NewTopic(name, Topics.PARTITIONS, (short) 1))
                .toList();
        admin.createTopics(topics)
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static Broker shared() {
        return SHARED;
    }

    String bootstrapServers() {
        return LocalKafka.shared().bootstrapServers();
    }

    /** Returns when the broker has all of them. */
    void send(Collection<ProducerRecord<String, byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get(30, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a record was not sent", e);
        }
    }

    void send(ProducerRecord<String, byte[]> record) {
        send(List.of(record));
    }

    /** Everything that was ever dead-lettered of a topic. */
    List<ConsumerRecord<String, byte[]>> deadLettersOf(String topic) {
        return read(Topics.deadLettersOf(topic));
    }

    /** Returns when the group has committed everything that the topic holds. */
    void awaitDrained(String group, String topic) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> committed(group, topic) == size(topic));
    }

    /** How many records of a topic lie before the group's committed offsets. */
    long committed(String group, String topic) {
        return admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .entrySet()
                .stream()
                .filter(it -> it.getKey().topic().equals(topic) && it.getValue() != null)
                .mapToLong(it -> it.getValue().offset())
                .sum();
    }

    /** Has a group without members begin anew with everything that the topic holds. */
    void rewind(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> start = new HashMap<>();
        partitions(topic).forEach(it -> start.put(it, new OffsetAndMetadata(0)));
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            admin.alterConsumerGroupOffsets(group, start).all().get();
            return true;
        });
    }

    long size(String topic) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        partitions(topic).forEach(it -> ends.put(it, OffsetSpec.latest()));
        return admin.listOffsets(ends).all().toCompletionStage().toCompletableFuture().join().values().stream()
                .mapToLong(it -> it.offset())
                .sum();
    }

    private List<ConsumerRecord<String, byte[]>> read(String topic) {
        long expected = size(topic);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions(topic));
            consumer.seekToBeginning(partitions(topic));
            while (found.size() < expected) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(it -> new TopicPartition(topic, it))
                .toList();
    }
}

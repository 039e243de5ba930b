package io.commercebackbone.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The broker that all tests of this JVM share, or one of a test's own, with a client that tells what a test asks about
 * records and offsets.
 */
public final class SharedBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> settings;
    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;

    private SharedBroker(LocalKafka kafka) {
        settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        admin = Admin.create(settings);
        Map<String, Object> own = new HashMap<>(settings);
        own.put("max.request.size", 2_000_000);
        // A partition that was just made may refuse a first batch and take the second, which was on its way already:
        // the
        // first would be out of order then for good.
        own.put("max.in.flight.requests.per.connection", 1);
        producer = new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer());
    }

    /** The shared broker with these topics in it; those that are there already stay as they are. */
    public static SharedBroker with(List<String> topics, int partitions) {
        return on(LocalKafka.shared(), topics, partitions);
    }

    /** A test's own broker with these topics in it; the test's to close, before the broker. */
    public static SharedBroker on(LocalKafka kafka, List<String> topics, int partitions) {
        SharedBroker broker = new SharedBroker(kafka);
        broker.admin
                .createTopics(topics.stream()
                        .map(name -> new NewTopic(name, partitions, (short) 1))
                        .toList())
                .values()
                .values()
                .forEach(SharedBroker::created);
        return broker;
    }

    private static void created(KafkaFuture<Void> creation) {
        try {
            creation.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("a topic could not be made", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public String bootstrapServers() {
        return String.valueOf(settings.get("bootstrap.servers"));
    }

    /** Returns when the broker has all of them. */
    public void send(Collection<ProducerRecord<String, byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get(30, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a record was not sent", e);
        }
    }

    public void send(ProducerRecord<String, byte[]> record) {
        send(List.of(record));
    }

    /** Returns when the group has committed everything that the topic holds. */
    public void awaitDrained(String group, String topic) {
        require("group " + group + " to read all of " + topic, () -> committed(group, topic) == size(topic));
    }

    /** How many records of a topic lie before the group's committed offsets. */
    public long committed(String group, String topic) {
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

    /** The ids of a group's members, as its coordinator knows them: a member that is thrown out comes back under another. */
    public Set<String> members(String group) {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(it -> it.members().stream())
                    .map(MemberDescription::consumerId)
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            return Set.of(); // no such group before the first member
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Has a group without members begin anew with everything that the topic holds. */
    public void rewind(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> start = new HashMap<>();
        partitions(topic).forEach(it -> start.put(it, new OffsetAndMetadata(0)));
        require("group " + group + " to be without members", () -> rewound(group, start));
    }

    private static void require(String what, BooleanSupplier condition) {
        if (!Waiting.until(PATIENCE, condition)) {
            throw new IllegalStateException("waited %s in vain for %s".formatted(PATIENCE, what));
        }
    }

    private boolean rewound(String group, Map<TopicPartition, OffsetAndMetadata> start) {
        try {
            admin.alterConsumerGroupOffsets(group, start).all().get();
            return true;
        } catch (ExecutionException e) {
            return false; // a member has not left yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many records a topic holds. */
    public long size(String topic) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        partitions(topic).forEach(it -> ends.put(it, OffsetSpec.latest()));
        return admin.listOffsets(ends).all().toCompletionStage().toCompletableFuture().join().values().stream()
                .mapToLong(it -> it.offset())
                .sum();
    }

    /** Deletes all but the last record of each partition. */
    public void deleteAllButTheLast(String topic) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        partitions(topic).forEach(it -> ends.put(it, OffsetSpec.latest()));
        Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
        admin.listOffsets(ends)
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .forEach((partition, end) -> before.put(partition, RecordsToDelete.beforeOffset(end.offset() - 1)));
        admin.deleteRecords(before)
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Everything that a topic holds, in the order of each partition. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
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

    private List<TopicPartition> partitions(String topic) {
        return producer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
    }

    /** Lets go of the broker, which goes on. */
    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}

package io.commercebackbone.load;

import io.commercebackbone.events.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of the broker, seen from outside: how much there is, and how far a group is. */
final class Backbone implements AutoCloseable {

    private static final long LOOK_NANOS = 20_000_000;
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final List<TopicPartition> partitions;

    Backbone(int port, String topic) {
        partitions = IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(it -> new TopicPartition(topic, it))
                .toList();
        String servers = "127.0.0.1:" + port;
        admin = Admin.create(Map.of("bootstrap.servers", servers));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "linger.ms", 5, "batch.size", 65536),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** A number that only grows. */
    interface Position {
        long now() throws ExecutionException, InterruptedException;
    }

    /** Publishes these records. */
    @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all; the drain waits for as many as were published
    void publish(Stream<ProducerRecord<String, byte[]>> records) {
        records.forEach(producer::send);
        producer.flush();
    }

    /** A topic for something that no service is to read; one that a broken run has left is taken. */
    void makeTopic(String name) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(new NewTopic(name, Topics.PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    void deleteTopic(String name) throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(name)).all().get();
    }

    /** Records in the topic so far. */
    long published() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        partitions.forEach(it -> ends.put(it, OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(it -> it.offset())
                .sum();
    }

    /** Records of the topic that a group has committed. */
    long committed(String group) throws ExecutionException, InterruptedException {
        var offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return partitions.stream()
                .map(offsets::get)
                .mapToLong(it -> it == null ? 0 : it.offset())
                .sum();
    }

    /** Returns when a group has committed everything there is. */
    void awaitCommitted(String group) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (committed(group) < published()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(group + " does not get through");
            }
            LockSupport.parkNanos(10 * LOOK_NANOS);
        }
    }

    /** How many a second while a position goes from {@code begin}, or the first step that is seen behind it, to {@code end}. */
    static double rate(Position position, long begin, long end) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long first = 0;
        long reached = begin;
        for (long now = position.now(); now < end; now = position.now()) {
            if (first == 0 && now > begin) {
                first = System.nanoTime();
                reached = now;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("stands at %d of %d".formatted(now, end));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        if (first == 0) {
            throw new IllegalStateException("too fast to be seen: take a larger --backlog");
        }
        return (end - reached) / ((System.nanoTime() - first) / 1e9);
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}

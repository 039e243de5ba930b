package io.commercebackbone.load;

import io.commercebackbone.events.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker, seen from outside: how much there is, and how far a group is. */
final class Backbone implements AutoCloseable {

    private static final long LOOK_NANOS = 20_000_000;
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final Admin admin;
    private final KafkaProducer<String, byte[]> producer;
    private final List<TopicPartition> partitions = IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(it -> new TopicPartition(Topics.ORDER_CREATED, it))
            .toList();
    private long sequence;

    Backbone(int port) {
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

    /** Publishes order-created events of these products. */
    @SuppressWarnings("FutureReturnValueIgnored") // flush waits for all; the drain waits for as many as were published
    void publish(int count, List<UUID> products) {
        for (int i = 0; i < count; i++) {
            producer.send(Events.orderCreatedRecord(++sequence, products.get(i % products.size())));
        }
        producer.flush();
    }

    /** Records in order-created so far. */
    long published() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        partitions.forEach(it -> ends.put(it, OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(it -> it.offset())
                .sum();
    }

    /** Records of order-created that a group has committed. */
    long committed(String group) throws ExecutionException, InterruptedException {
        var offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return partitions.stream()
                .map(offsets::get)
                .mapToLong(it -> it == null ? 0 : it.offset())
                .sum();
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

package io.commercebackbone.messaging.consumer;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.Topics;
import io.commercebackbone.local.LocalKafka;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;

/** A service that notes what has grown, with one listener per record or one per batch. */
final class GrowthService implements AutoCloseable {

    private static final LocalKafka KAFKA = LocalKafka.shared();

    final String topic = "grown-" + UUID.randomUUID();
    final String group = "growth-" + UUID.randomUUID();
    final EventType<Grown> type = new EventType<>(topic, 1, Grown.class);
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()));
    private final ConfigurableApplicationContext context;

    GrowthService(String mode, int pollSize, String... settings) throws Exception {
        this(1, mode, pollSize, settings);
    }

    GrowthService(int partitions, String mode, int pollSize, String... settings) throws Exception {
        admin.createTopics(List.of(
                        new NewTopic(topic, partitions, (short) 1),
                        new NewTopic(Topics.deadLettersOf(topic), partitions, (short) 1)
                                .configs(Map.of("max.message.bytes", "2097152"))))
                .all()
                .get();
        context = new SpringApplicationBuilder(Service.class)
                .web(WebApplicationType.NONE)
                .run(arguments(mode, pollSize, settings));
    }

    private String[] arguments(String mode, int pollSize, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.application.name=" + group,
                "--growth.topic=" + topic,
                "--spring.kafka.bootstrap-servers=" + KAFKA.bootstrapServers(),
                "--spring.kafka.listener.type=" + mode,
                "--spring.kafka.consumer.max-poll-records=" + pollSize,
                "--spring.autoconfigure.exclude="
                        + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
                        + "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
                "--backbone.consumer.initial-backoff=50ms",
                "--backbone.consumer.max-backoff=200ms",
                "--backbone.consumer.restart-interval=500ms"));
        arguments.addAll(List.of(settings));
        return arguments.toArray(String[]::new);
    }

    record Grown(int size) {}

    /** What the listeners depend on, and what they did. */
    static class Growth {

        final List<Integer> sizes = new CopyOnWriteArrayList<>();
        final AtomicInteger refusals = new AtomicInteger();
        final List<Instant> refusedAt = new CopyOnWriteArrayList<>();
        volatile boolean away;
        volatile @Nullable Duration awayFor;
        volatile @Nullable Error error;
        final CountDownLatch waiting = new CountDownLatch(1);
        volatile @Nullable CountDownLatch gate;

        void note(int size) {
            CountDownLatch closed = gate;
            if (closed != null) {
                waiting.countDown();
                pass(closed);
            }
            Error now = error;
            if (now != null) {
                throw now;
            }
            if (away || size < 0) {
                refusedAt.add(Instant.now());
                refusals.incrementAndGet();
            }
            if (away && awayFor != null) {
                throw new TransientFailure("what growth depends on says when it is back", awayFor);
            }
            if (away) {
                throw new IllegalStateException("what growth depends on is away");
            }
            if (size < 0) {
                throw new PermanentFailure("impossible", "nothing grows below zero");
            }
            sizes.add(size);
        }

        private static void pass(CountDownLatch closed) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {

        @Bean
        Growth growth() {
            return new Growth();
        }

        @Bean
        Object listener(Growth growth, EventReader reader, Environment environment) {
            EventType<Grown> type = new EventType<>(environment.getRequiredProperty("growth.topic"), 1, Grown.class);
            return "batch".equals(environment.getProperty("spring.kafka.listener.type"))
                    ? new Batches(growth, reader, type)
                    : new Records(growth, reader, type);
        }
    }

    record Records(Growth growth, EventReader reader, EventType<Grown> type) {

        @KafkaListener(topics = "${growth.topic}")
        void on(ConsumerRecord<String, byte[]> record, Acknowledgment acknowledgment) {
            growth.note(reader.read(record, type).body().size());
            acknowledgment.acknowledge();
        }
    }

    record Batches(Growth growth, EventReader reader, EventType<Grown> type) {

        @KafkaListener(topics = "${growth.topic}")
        void on(List<ConsumerRecord<String, byte[]>> records, Acknowledgment acknowledgment) {
            EventBatch<Grown> batch = reader.readAll(records, type);
            batch.events().forEach(event -> growth.note(event.body().size()));
            batch.throwIfIncomplete();
            acknowledgment.acknowledge();
        }
    }

    Growth growth() {
        return context.getBean(Growth.class);
    }

    void send(String body, String... headers) throws Exception {
        send(0, body, headers);
    }

    private void send(int partition, String body, String... headers) throws Exception {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, partition, "key", body.getBytes(StandardCharsets.UTF_8));
        List<String> all = new ArrayList<>(List.of(
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_source",
                "tests",
                "ce_type",
                type.wireName(),
                "ce_time",
                "2026-11-22T01:02:03Z",
                "ce_dataschema",
                type.dataSchema().toString(),
                "ce_sequence",
                "1"));
        all.addAll(List.of(headers));
        for (int i = 0; i < all.size(); i += 2) {
            record.headers().remove(all.get(i));
            record.headers().add(all.get(i), all.get(i + 1).getBytes(StandardCharsets.UTF_8));
        }
        producer.send(record).get();
    }

    void grow(int size) throws Exception {
        growOn(0, size);
    }

    void growOn(int partition, int size) throws Exception {
        send(partition, "{\"size\":" + size + "}");
    }

    /** Another member of the group, that reads and notes nothing. */
    KafkaConsumer<String, byte[]> otherMember() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                KAFKA.bootstrapServers(),
                "group.id",
                group,
                "group.protocol",
                "consumer",
                "enable.auto.commit",
                false);
        KafkaConsumer<String, byte[]> member =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        member.subscribe(List.of(topic));
        return member;
    }

    /** The partitions that the group's coordinator has given to its members, one number a member. */
    List<Integer> partitionsOfMembers() throws Exception {
        ConsumerGroupDescription described = Objects.requireNonNull(
                admin.describeConsumerGroups(List.of(group)).all().get().get(group));
        return described.members().stream()
                .map(it -> it.assignment().topicPartitions().size())
                .toList();
    }

    MessageListenerContainer listener() {
        return context.getBean(KafkaListenerEndpointRegistry.class)
                .getListenerContainers()
                .iterator()
                .next();
    }

    /** How many records so became of at their schema's check. */
    double checked(String outcome) {
        return context
                .getBean(MeterRegistry.class)
                .find("backbone.schemas.events")
                .tag("outcome", outcome)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    boolean listens() {
        return listener().isRunning();
    }

    ListenerKeeper keeper() {
        return context.getBean(ListenerKeeper.class);
    }

    double restarts() {
        return context.getBean(MeterRegistry.class).find("backbone.consumer.restarts").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** The offset up to which the group has committed; 0 if it has not. */
    long committed() throws Exception {
        var offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var offset = offsets.get(new TopicPartition(topic, 0));
        return offset == null ? 0 : offset.offset();
    }

    /** How many dead letters there are. */
    List<ConsumerRecord<String, byte[]>> deadLetters() {
        return DeadLetterReader.read(KAFKA.bootstrapServers(), Topics.deadLettersOf(topic));
    }

    @Override
    public void close() {
        context.close();
        producer.close();
        admin.close();
    }
}

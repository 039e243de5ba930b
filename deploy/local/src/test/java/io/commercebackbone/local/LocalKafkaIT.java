package io.commercebackbone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalKafkaIT {

    private static LocalKafka kafka;

    @BeforeAll
    static void start() {
        kafka = LocalKafka.start(Map.of("message.max.bytes", "500000"));
    }

    @AfterAll
    static void close() {
        kafka.close();
    }

    @Test
    void keepsRecordsAndCommittedOffsetsWhenItIsKilled() throws Exception {
        createTopic("killed");
        send("killed", "one");
        assertThat(consume("killed", 1)).containsExactly("one");
        send("killed", "two");

        kafka.kill();
        assertThat(new KafkaAddress(kafka.host(), kafka.port()).answers()).isFalse();
        kafka.restart();

        send("killed", "three");
        assertThat(consume("killed", 2)).containsExactly("two", "three");
    }

    @Test
    void keepsRecordsWhenItIsStopped() throws Exception {
        createTopic("stopped");
        send("stopped", "one");

        kafka.stop();
        kafka.restart();

        assertThat(consume("stopped", 1)).containsExactly("one");
    }

    @Test
    void answersNothingWhilePausedAndGoesOnAfterwards() {
        KafkaAddress address = new KafkaAddress(kafka.host(), kafka.port());

        kafka.pause();
        assertThat(address.answers()).isFalse();
        kafka.resume();

        assertThat(address.answers()).isTrue();
    }

    @Test
    void createsNoTopicByAccident() {
        assertThatThrownBy(() -> describe("never-created"))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        assertThatThrownBy(() -> send("never-created", "lost")).isInstanceOf(ExecutionException.class);
    }

    @Test
    void runsWithTheChosenAndTheGivenSettings() throws Exception {
        try (Admin admin = admin()) {
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
            Config settings = Objects.requireNonNull(
                    admin.describeConfigs(List.of(broker)).all().get().get(broker));
            assertThat(settings.entries())
                    .extracting(entry -> entry.name() + "=" + entry.value())
                    .contains(
                            "auto.create.topics.enable=false",
                            "offsets.topic.replication.factor=1",
                            "transaction.state.log.replication.factor=1",
                            "group.initial.rebalance.delay.ms=0",
                            "group.consumer.heartbeat.interval.ms=500",
                            "message.max.bytes=500000");
        }
    }

    private static void createTopic(String name) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
        }
    }

    private static void describe(String name) throws Exception {
        try (Admin admin = admin()) {
            admin.describeTopics(List.of(name)).allTopicNames().get(20, TimeUnit.SECONDS);
        }
    }

    private static void send(String topic, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        3_000),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", value)).get(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> consume(String topic, int count) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "reader-of-" + topic,
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        "consumer",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> values = new ArrayList<>();
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            consumer.commitSync();
            return values;
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }
}

package io.commercebackbone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.LocalKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaExporterIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final TopicPartition PARTITION = new TopicPartition("things", 1);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void tellsOfLogsDisksReplicasAndLag() throws Exception {
        try (LocalKafka kafka = LocalKafka.start();
                KafkaExporter exporter = KafkaExporter.start(0, kafka.bootstrapServers())) {
            fill(kafka.bootstrapServers());

            assertThat(value(exporter, "kafka_up")).isEqualTo(1);
            assertThat(value(exporter, "kafka_controller_activebrokercount")).isEqualTo(1);
            assertThat(value(exporter, "kafka_controller_offlinepartitionscount"))
                    .isZero();
            assertThat(value(exporter, "kafka_server_replicamanager_underreplicatedpartitions", "broker=\"1\""))
                    .isZero();
            String[] partition = {"broker=\"1\"", "topic=\"things\"", "partition=\"1\""};
            assertThat(value(exporter, "kafka_log_logstartoffset", partition)).isEqualTo(2);
            assertThat(value(exporter, "kafka_log_logendoffset", partition)).isEqualTo(10);
            assertThat(value(exporter, "kafka_log_size", partition)).isGreaterThan(10 * 1_000);
            assertThat(value(exporter, "kafka_server_replica_lag", partition)).isZero();
            double total = value(exporter, "kafka_log_volume_total_bytes", "broker=\"1\"");
            assertThat(value(exporter, "kafka_log_volume_usable_bytes", "broker=\"1\""))
                    .isPositive()
                    .isLessThanOrEqualTo(total);
            String[] group = {"consumergroup=\"readers\"", "topic=\"things\"", "partition=\"1\""};
            assertThat(value(exporter, "kafka_consumergroup_lag", group)).isEqualTo(6);
            assertThat(value(exporter, "kafka_consumergroup_members", "consumergroup=\"readers\""))
                    .isZero();
            try (KafkaConsumer<String, String> member = consumer(kafka.bootstrapServers(), "watchers")) {
                member.subscribe(List.of("things"));
                await().atMost(SOON).until(() -> {
                    member.poll(Duration.ofMillis(100));
                    return !member.assignment().isEmpty();
                });
                assertThat(value(exporter, "kafka_consumergroup_members", "consumergroup=\"watchers\""))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void saysThatTheBrokerIsAwayAndNoMore() throws Exception {
        try (LocalKafka kafka = LocalKafka.start();
                KafkaExporter exporter = KafkaExporter.start(0, kafka.bootstrapServers())) {
            assertThat(value(exporter, "kafka_up")).isEqualTo(1);

            kafka.kill();
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(scraped(exporter)).isEqualTo("# TYPE kafka_up gauge\nkafka_up 0\n"));

            kafka.restart();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(value(exporter, "kafka_up")).isEqualTo(1));
        }
    }

    /** The names of the broker's section, and what is exported, are the same. */
    @Test
    void exportsWhatTheDocumentNames() throws Exception {
        try (LocalKafka kafka = LocalKafka.start();
                KafkaExporter exporter = KafkaExporter.start(0, kafka.bootstrapServers())) {
            fill(kafka.bootstrapServers());

            Set<String> exported = scraped(exporter)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[ {]", 2)[0])
                    .collect(Collectors.toSet());

            Set<String> documented = Files.readAllLines(Path.of("..", "..", "docs", "metrics.md")).stream()
                    .filter(line -> line.startsWith("| `") && line.contains("| kafka-exporter |"))
                    .map(line -> line.split("`", -1)[1])
                    .collect(Collectors.toSet());
            assertThat(exported).isEqualTo(documented);
        }
    }

    private static void fill(String bootstrapServers) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(settings);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
                KafkaConsumer<String, String> consumer = consumer(bootstrapServers, "readers")) {
            admin.createTopics(List.of(new NewTopic("things", 2, (short) 1)))
                    .all()
                    .get();
            for (int i = 0; i < 10; i++) {
                producer.send(new ProducerRecord<>("things", 1, "key", "x".repeat(1_000)))
                        .get();
            }
            admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
            consumer.assign(List.of(PARTITION));
            consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(4)));
        }
    }

    private static KafkaConsumer<String, String> consumer(String bootstrapServers, String group) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "group.id", group),
                new StringDeserializer(),
                new StringDeserializer());
    }

    /** The sum of the series of that name with these labels; fails if there is none. */
    private double value(KafkaExporter exporter, String name, String... labels) throws Exception {
        List<String> found = scraped(exporter)
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .toList();
        assertThat(found).as(name).isNotEmpty();
        return found.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String scraped(KafkaExporter exporter) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + exporter.port() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

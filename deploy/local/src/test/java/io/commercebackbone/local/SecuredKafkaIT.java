package io.commercebackbone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rights of {@code deploy/kafka/acls.csv} on a broker that grants no others. */
class SecuredKafkaIT {

    private static final List<Right> RIGHTS = rights();
    private static final List<String> SERVICES =
            RIGHTS.stream().map(Right::service).distinct().toList();
    private static final Set<String> TOPICS =
            new TreeSet<>(RIGHTS.stream().map(Right::topic).toList());
    private static final SecuredKafka BROKER = SecuredKafka.start(SERVICES);

    private record Right(String service, String may, String topic) {

        /** As the README beside the list explains it. */
        List<AclBinding> bindings() {
            String deadLetters = topic + "-dlq";
            if (may.equals("write")) {
                List<AclBinding> bindings =
                        new ArrayList<>(List.of(allow(ResourceType.TOPIC, topic, AclOperation.WRITE)));
                for (AclOperation operation : List.of(
                        AclOperation.DESCRIBE,
                        AclOperation.CREATE,
                        AclOperation.ALTER,
                        AclOperation.DESCRIBE_CONFIGS)) {
                    bindings.add(allow(ResourceType.TOPIC, topic, operation));
                    bindings.add(allow(ResourceType.TOPIC, deadLetters, operation));
                }
                return bindings;
            }
            return List.of(
                    allow(ResourceType.TOPIC, topic, AclOperation.READ),
                    allow(ResourceType.TOPIC, topic, AclOperation.DESCRIBE),
                    allow(ResourceType.GROUP, service, AclOperation.READ),
                    allow(ResourceType.TOPIC, deadLetters, AclOperation.WRITE),
                    allow(ResourceType.TOPIC, deadLetters, AclOperation.DESCRIBE));
        }

        private AclBinding allow(ResourceType type, String name, AclOperation operation) {
            return new AclBinding(
                    new ResourcePattern(type, name, PatternType.LITERAL),
                    new AccessControlEntry("User:" + service, "*", operation, AclPermissionType.ALLOW));
        }
    }

    @BeforeAll
    static void grant() throws Exception {
        try (Admin operator = Admin.create(Map.of("bootstrap.servers", BROKER.operatorServers()))) {
            operator.createTopics(Stream.concat(TOPICS.stream(), TOPICS.stream().map(it -> it + "-dlq"))
                            .map(it -> new NewTopic(it, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
            operator.createAcls(RIGHTS.stream()
                            .flatMap(it -> it.bindings().stream())
                            .toList())
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void eachServiceWritesItsTopicsAndNoOthers() throws Exception {
        for (String service : SERVICES) {
            try (KafkaProducer<String, byte[]> producer =
                    new KafkaProducer<>(producerSettings(service), new StringSerializer(), new ByteArraySerializer())) {
                for (String topic : TOPICS) {
                    assertThat(writes(producer, topic))
                            .as("%s writes %s", service, topic)
                            .isEqualTo(may(service, "write", topic));
                    assertThat(writes(producer, topic + "-dlq"))
                            .as("%s dead-letters %s", service, topic)
                            .isEqualTo(may(service, "read", topic));
                }
            }
        }
    }

    @Test
    void eachServiceReadsItsTopicsInItsGroupAndNoOthers() {
        for (String service : SERVICES) {
            for (String topic : TOPICS) {
                assertThat(reads(service, service, topic))
                        .as("%s reads %s", service, topic)
                        .isEqualTo(may(service, "read", topic));
            }
        }
        assertThat(reads("cart-service", "ranking-service", "order-created")).isFalse();
    }

    @Test
    void whoHasNoPasswordOrAWrongOneGetsNowhere() {
        Map<String, Object> stranger = new HashMap<>(BROKER.clientSettings("stranger"));
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> topicsOf(stranger));
        Map<String, Object> wrong = new HashMap<>(BROKER.clientSettings("order-service"));
        wrong.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"order-service\""
                        + " password=\"guess\";");
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> topicsOf(wrong));
    }

    private static Set<String> topicsOf(Map<String, Object> client) throws Exception {
        try (Admin admin = Admin.create(client)) {
            return admin.listTopics().names().get();
        }
    }

    private static boolean may(String service, String what, String topic) {
        return RIGHTS.contains(new Right(service, what, topic));
    }

    private static boolean writes(KafkaProducer<String, byte[]> producer, String topic) throws Exception {
        try {
            producer.send(new ProducerRecord<>(topic, "key", "{}".getBytes(StandardCharsets.UTF_8)))
                    .get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
            return false;
        }
    }

    private static boolean reads(String user, String group, String topic) {
        Map<String, Object> settings = new HashMap<>(BROKER.clientSettings(user));
        settings.put("group.id", group);
        settings.put("group.protocol", "consumer");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(200));
            }
            return true;
        } catch (AuthorizationException e) {
            return false;
        }
    }

    private static Map<String, Object> producerSettings(String user) {
        Map<String, Object> settings = new HashMap<>(BROKER.clientSettings(user));
        settings.put("max.block.ms", "30000");
        return settings;
    }

    private static List<Right> rights() {
        try (Stream<String> lines = Files.lines(Path.of("../kafka/acls.csv"))) {
            return lines.skip(1)
                    .map(line -> line.split(",", -1))
                    .map(it -> new Right(it[0], it[1], it[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

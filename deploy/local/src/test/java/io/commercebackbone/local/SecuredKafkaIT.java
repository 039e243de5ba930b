package io.commercebackbone.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rights of {@code deploy/kafka/acls.csv} on a broker that grants no others. */
class SecuredKafkaIT {

    private static final List<KafkaRight> RIGHTS = KafkaRight.of(Path.of("../kafka/acls.csv"));
    private static final List<String> SERVICES =
            RIGHTS.stream().map(KafkaRight::service).distinct().toList();
    private static final Set<String> TOPICS =
            new TreeSet<>(RIGHTS.stream().map(KafkaRight::topic).toList());
    private static final SecuredKafka BROKER = SecuredKafka.start(SERVICES);

    /** One record everywhere, so that who may read finds something. */
    @BeforeAll
    static void grant() throws Exception {
        List<String> topics = Stream.concat(TOPICS.stream(), TOPICS.stream().map(it -> it + "-dlq"))
                .toList();
        Map<String, Object> operator = Map.of("bootstrap.servers", BROKER.operatorServers());
        try (Admin admin = Admin.create(operator);
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(operator, new StringSerializer(), new ByteArraySerializer())) {
            admin.createTopics(topics.stream()
                            .map(it -> new NewTopic(it, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
            admin.createAcls(RIGHTS.stream()
                            .flatMap(it -> it.bindings().stream())
                            .toList())
                    .all()
                    .get();
            for (String topic : topics) {
                producer.send(record(topic)).get();
            }
        }
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @Test
    void eachServiceWritesItsTopicsThoseThatItReadsAndTheirDeadLettersAndNoOthers() throws Exception {
        for (String service : SERVICES) {
            try (KafkaProducer<String, byte[]> producer =
                    new KafkaProducer<>(producerSettings(service), new StringSerializer(), new ByteArraySerializer())) {
                for (String topic : TOPICS) {
                    assertThat(writes(producer, topic))
                            .as("%s writes %s", service, topic)
                            .isEqualTo(may(service, "write", topic) || may(service, "read", topic));
                    assertThat(writes(producer, topic + "-dlq"))
                            .as("%s dead-letters %s", service, topic)
                            .isEqualTo(may(service, "read", topic));
                }
            }
        }
    }

    @Test
    void eachServiceReadsItsTopicsTheirDeadLettersAndNoOthers() {
        for (String service : SERVICES) {
            for (String topic : TOPICS) {
                assertThat(reads(service, topic))
                        .as("%s reads %s", service, topic)
                        .isEqualTo(may(service, "write", topic) || may(service, "read", topic));
                assertThat(reads(service, topic + "-dlq"))
                        .as("%s reads the dead letters of %s", service, topic)
                        .isEqualTo(may(service, "read", topic));
            }
        }
    }

    @Test
    void aServiceIsAMemberOfItsOwnGroupsOnly() {
        assertThat(joins("cart-service", "cart-service", "order-created")).isTrue();
        assertThat(joins("cart-service", "cart-service.dead-letters", "order-created"))
                .isTrue();
        assertThat(joins("cart-service", "ranking-service", "order-created")).isFalse();
        assertThat(joins("payment-service", "payment-service", "payment-completed"))
                .isFalse();
    }

    @Test
    void whoHasNoPasswordOrAWrongOneGetsNowhere() {
        Map<String, Object> stranger = new HashMap<>(BROKER.clientSettings("stranger"));
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> topicsOf(stranger));
        Map<String, Object> wrong = new HashMap<>(BROKER.clientSettings("order-service"));
        wrong.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"order-service\""
                        + " password=\"guess\";");
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> topicsOf(wrong));
    }

    private static Set<String> topicsOf(Map<String, Object> client) throws Exception {
        try (Admin admin = Admin.create(client)) {
            return admin.listTopics().names().get();
        }
    }

    private static boolean may(String service, String what, String topic) {
        return RIGHTS.contains(new KafkaRight(service, what, topic));
    }

    private static boolean writes(KafkaProducer<String, byte[]> producer, String topic) throws Exception {
        try {
            producer.send(record(topic)).get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(AuthorizationException.class);
            return false;
        }
    }

    private static ProducerRecord<String, byte[]> record(String topic) {
        return new ProducerRecord<>(topic, "key", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static boolean reads(String user, String topic) {
        TopicPartition only = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, byte[]> consumer = consumer(user, Map.of())) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            while (consumer.poll(Duration.ofMillis(200)).isEmpty()) {
                // there is one
            }
            return true;
        } catch (AuthorizationException e) {
            return false;
        }
    }

    private static boolean joins(String user, String group, String topic) {
        try (KafkaConsumer<String, byte[]> consumer =
                consumer(user, Map.of("group.id", group, "group.protocol", "consumer"))) {
            consumer.subscribe(List.of(topic));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(200));
            }
            return true;
        } catch (AuthorizationException e) {
            return false;
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(String user, Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(BROKER.clientSettings(user));
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> producerSettings(String user) {
        Map<String, Object> settings = new HashMap<>(BROKER.clientSettings(user));
        settings.put("max.block.ms", "30000");
        return settings;
    }
}

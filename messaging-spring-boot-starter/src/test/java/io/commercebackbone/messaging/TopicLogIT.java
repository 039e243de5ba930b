package io.commercebackbone.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.commercebackbone.local.LocalKafka;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicLogIT {

    private final Instant hoursAgo = Instant.now().minus(Duration.ofHours(9)).truncatedTo(ChronoUnit.MILLIS);

    private static Admin admin;
    private static KafkaProducer<String, byte[]> producer;

    private final String topic = "log-" + UUID.randomUUID();
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private TopicLog log;

    @BeforeAll
    static void connect() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", LocalKafka.shared().bootstrapServers());
        admin = Admin.create(settings);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void disconnect() {
        producer.close();
        admin.close();
    }

    /** The key of a record is its number, and it is written that many hours later than the first. */
    @BeforeEach
    void write() throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        write(0, 8);
        log = new TopicReaders(Map.of("bootstrap.servers", LocalKafka.shared().bootstrapServers())).log("tests");
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void isReadFromATimeToWhereItEndedThen() throws Exception {
        List<Stretch> stretches = log.since(List.of(topic), hoursAgo.plus(Duration.ofHours(3)));
        write(8, 10);

        log.seek(stretches);

        assertThat(stretches).containsExactly(new Stretch(topic, 0, 3, 3, 8));
        assertThat(rest()).startsWith("3", "4", "5", "6", "7");
        assertThat(log.stretches().getFirst().read()).isEqualTo(5);
    }

    @Test
    void isReadOnFromWhereItWasReadTo() {
        log.seek(List.of(new Stretch(topic, 0, 0, 6, 8)));

        assertThat(rest()).containsExactly("6", "7");
    }

    @Test
    void whatWasWrittenBeforeIsNoneOfIt() {
        log.seek(log.since(List.of(topic), Instant.now()));

        assertThat(log.ended()).isTrue();
    }

    @Test
    void doesNotPassOverWhatWasDeleted() throws Exception {
        log.seek(log.since(List.of(topic), Instant.EPOCH));
        deleteBefore(5);

        assertThatThrownBy(this::rest).isInstanceOf(RecordsDeleted.class);
    }

    @Test
    void tellsSinceWhenNothingOfItWasDeleted() throws Exception {
        assertThat(log.completeSince(List.of(topic))).isEqualTo(Instant.EPOCH);

        deleteBefore(5);
        assertThat(log.completeSince(List.of(topic))).isEqualTo(hoursAgo.plus(Duration.ofHours(5)));

        deleteBefore(8);
        assertThat(log.completeSince(List.of(topic))).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void aTopicThatIsNotThereIsNotTakenForAnEmptyOne() {
        assertThatThrownBy(() -> log.since(List.of("no-" + topic), Instant.EPOCH))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("no-" + topic);
    }

    private List<String> rest() {
        List<String> keys = new ArrayList<>();
        while (!log.ended()) {
            log.next().forEach(it -> keys.add(it.key()));
        }
        return keys;
    }

    private void write(int from, int to) throws Exception {
        for (int number = from; number < to; number++) {
            long time = hoursAgo.plus(Duration.ofHours(number)).toEpochMilli();
            producer.send(new ProducerRecord<>(topic, 0, time, Integer.toString(number), new byte[0]))
                    .get();
        }
    }

    private void deleteBefore(long offset) throws Exception {
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }
}

package io.commercebackbone.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.messaging.outbox.RelayFixture.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BrokerFailureIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void eventsWaitForAKilledBrokerAndArriveInOrderWithNobodyDoingAnything() {
        try (LocalKafka kafka = LocalKafka.start();
                RelayFixture fixture = RelayFixture.on(kafka, Map.of())) {
            Instance service = fixture.instance("a");
            List<UUID> things =
                    IntStream.range(0, 10).mapToObj(i -> service.newThing()).toList();
            things.forEach(service::change);

            kafka.kill();
            for (int round = 0; round < 5; round++) {
                things.forEach(service::change);
            }
            kafka.restart();
            things.forEach(service::change);

            try (TopicReader topic = new TopicReader(kafka.bootstrapServers(), fixture.type.topic())) {
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(topic.changesInEffect())
                                .hasSize(10)
                                .allSatisfy(
                                        (thing, changes) -> assertThat(changes).containsExactly(1, 2, 3, 4, 5, 6, 7)));
            }
        }
    }

    @Test
    void aServiceThatStartsBeforeItsBrokerSendsWhenItIsThere() {
        try (LocalKafka kafka = LocalKafka.start();
                RelayFixture fixture = RelayFixture.on(kafka, Map.of())) {
            kafka.stop();
            Instance service = fixture.instance("a");
            UUID thing = service.newThing();
            service.change(thing);
            service.change(thing);

            kafka.restart();

            try (TopicReader topic = new TopicReader(kafka.bootstrapServers(), fixture.type.topic())) {
                await().atMost(SOON)
                        .until(() ->
                                List.of(1, 2).equals(topic.changesInEffect().get(thing)));
            }
        }
    }

    @Test
    void aRecordTooLargeForTheBrokerParksItsKeyAndNoOther(CapturedOutput output) throws Exception {
        LocalKafka kafka = LocalKafka.shared();
        try (RelayFixture fixture = RelayFixture.on(kafka, Map.of("max.message.bytes", "2000"));
                TopicReader topic = new TopicReader(kafka.bootstrapServers(), fixture.type.topic())) {
            Instance service =
                    fixture.instance("a", "logging.level.io.commercebackbone.messaging.outbox.KeyedSender=info");
            UUID tooLarge = service.newThing();
            UUID other = service.newThing();
            service.transaction.executeWithoutResult(status -> {
                service.changeWithin(tooLarge);
                service.outbox.append(OutgoingEvent.of(
                        fixture.type,
                        tooLarge,
                        java.time.Instant.now(),
                        new RelayFixture.Changed(tooLarge, 2),
                        "x".repeat(5000)));
            });
            service.jdbc.update("update thing set changes = 2 where id = ?", tooLarge);
            service.change(tooLarge);
            service.change(other);
            service.change(other);

            await().atMost(SOON).until(() -> topic.records().size() == 3);
            assertThat(topic.changesInEffect())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(tooLarge, List.of(1), other, List.of(1, 2)));
            await().atMost(SOON)
                    .until(() -> service.jdbc
                            .queryForList("select distinct key from outbox_parked", String.class)
                            .equals(List.of(tooLarge.toString())));

            assertThat(output)
                    .contains("Kafka Producer - message sent: topic=" + fixture.type.topic() + ", partition=")
                    .contains("Kafka Producer - message not sent: topic=" + fixture.type.topic() + ", key=" + tooLarge
                            + ", error=org.apache.kafka.common.errors.RecordTooLargeException")
                    .containsPattern("message sent: topic=[^\n]*, offset=\\d+, orderId=" + other
                            + ", eventId=[0-9a-f-]{36}, traceId=0af7651916cd43dd8448eb211c80319c");
            assertThat(service.sends("acknowledged")).isEqualTo(3);
            assertThat(service.sends("refused")).isPositive();

            allow(kafka, fixture.type.topic(), "1000000");

            await().atMost(SOON)
                    .until(() -> List.of(1, 2, 3).equals(topic.changesInEffect().get(tooLarge)));
            await().atMost(SOON)
                    .until(() -> service.jdbc
                            .queryForList("select key from outbox_parked", String.class)
                            .isEmpty());
        }
    }

    @Test
    void aTopicThatCannotBeParksItsKeysAndNoOthers() {
        LocalKafka kafka = LocalKafka.shared();
        try (RelayFixture fixture = RelayFixture.on(kafka, Map.of());
                TopicReader topic = new TopicReader(kafka.bootstrapServers(), fixture.type.topic())) {
            Instance service = fixture.instance("a");
            UUID stray = service.newThing();
            UUID other = service.newThing();
            service.jdbc.update(
                    "insert into outbox (event_id, topic, key, payload, headers)"
                            + " values (gen_random_uuid(), 'no/topic', ?, '{}', '{}')",
                    stray.toString());
            service.change(stray);
            service.change(other);

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(topic.changesInEffect()).containsExactlyEntriesOf(Map.of(other, List.of(1))));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    service.jdbc.queryForList("select distinct key from outbox_parked", String.class))
                            .containsExactly(stray.toString()));
        }
    }

    private static void allow(LocalKafka kafka, String topic, String bytes) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }
}

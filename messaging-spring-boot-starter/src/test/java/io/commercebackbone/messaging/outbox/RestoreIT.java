package io.commercebackbone.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.messaging.outbox.RelayFixture.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A database is dumped and restored into another cluster, with events that had been sent and events that had not. */
@ExtendWith(OutputCaptureExtension.class)
class RestoreIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private RelayFixture fixture;
    private TopicReader topic;

    @BeforeEach
    void open() {
        fixture = RelayFixture.on(LocalKafka.shared(), Map.of());
        topic = new TopicReader(fixture.kafka.bootstrapServers(), fixture.type.topic());
    }

    @AfterEach
    void close() {
        topic.close();
        fixture.close();
    }

    @Test
    void noEventIsLostAndTheGuardSaysWhatItDid(CapturedOutput output) throws Exception {
        UUID sent;
        UUID unsent;
        try (LocalPostgres restored = LocalPostgres.start()) {
            Instance before = fixture.instance("before");
            sent = before.newThing();
            unsent = before.newThing();
            change(before, sent, 3);
            await().atMost(SOON).until(() -> topic.records().size() == 3);
            before.stop();
            Instance withoutKafka = fixture.instance("without-kafka", "spring.kafka.enabled=false");
            change(withoutKafka, sent, 2);
            change(withoutKafka, unsent, 2);
            DatabaseCopy.of(LocalPostgres.shared(), restored, fixture.database);
            // what happens behind the dump goes with the old cluster; its numbers were given out all the same
            change(withoutKafka, unsent, 1);
            withoutKafka.stop();

            Instance after = fixture.instance("after", "spring.datasource.url=" + restored.jdbcUrl(fixture.database));
            change(after, sent, 1);

            await().atMost(SOON)
                    .until(() -> topic.changesInEffect()
                            .equals(Map.of(sent, List.of(1, 2, 3, 4, 5, 6), unsent, List.of(1, 2))));
            assertThat(output)
                    .containsOnlyOnce("Outbox cursor is of another database cluster, as after a restore: sending the"
                            + " PT15M before it again, rows=7");
            List<ConsumerRecord<String, byte[]>> changes = topic.records().stream()
                    .filter(it -> it.key().equals(sent.toString()))
                    .toList();
            assertThat(changes.stream()
                            .map(it -> TopicReader.header(it, EventHeaders.ID))
                            .distinct())
                    .as("what is sent again has the id that it had")
                    .hasSize(6);
            assertThat(Long.parseLong(TopicReader.header(changes.getLast(), EventHeaders.SEQUENCE)))
                    .as("a number that was not given out behind the dump")
                    .isGreaterThan(1_000_000_000);
            fixture.close();
        }
    }

    private static void change(Instance service, UUID thing, int times) {
        for (int i = 0; i < times; i++) {
            service.change(thing);
        }
    }
}

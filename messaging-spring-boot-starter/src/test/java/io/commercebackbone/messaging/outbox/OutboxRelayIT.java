package io.commercebackbone.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.messaging.outbox.RelayFixture.Instance;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.IllegalTransactionStateException;

class OutboxRelayIT {

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
    void aCommittedEventReachesTheTopicWithEveryHeader() {
        Instance service = fixture.instance("a");
        UUID thing = service.newThing();

        service.change(thing);

        await().atMost(SOON).until(() -> topic.records().size() == 1);
        ConsumerRecord<String, byte[]> record = topic.records().getFirst();
        assertThat(record.key()).isEqualTo(thing.toString());
        assertThat(UUID.fromString(TopicReader.header(record, EventHeaders.ID)).version())
                .isEqualTo(7);
        assertThat(TopicReader.header(record, EventHeaders.SPEC_VERSION)).isEqualTo("1.0");
        assertThat(TopicReader.header(record, EventHeaders.SOURCE)).isEqualTo("thing-service");
        assertThat(TopicReader.header(record, EventHeaders.TYPE)).isEqualTo(fixture.type.wireName());
        assertThat(TopicReader.header(record, EventHeaders.SUBJECT)).isEqualTo(thing.toString());
        assertThat(TopicReader.header(record, EventHeaders.SEQUENCE)).isEqualTo("1");
        assertThat(TopicReader.header(record, EventHeaders.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(TopicReader.header(record, EventHeaders.DATA_SCHEMA))
                .isEqualTo(fixture.type.dataSchema().toString());
        assertThat(TopicReader.header(record, EventHeaders.TRACE_PARENT))
                .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(Instant.parse(TopicReader.header(record, EventHeaders.TIME)))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    }

    @Test
    void aRolledBackTransactionLeavesNoEvent() {
        Instance service = fixture.instance("a");
        UUID thing = service.newThing();

        service.transaction.executeWithoutResult(status -> {
            service.changeWithin(thing);
            status.setRollbackOnly();
        });
        service.change(thing);

        await().atMost(SOON).until(() -> !topic.records().isEmpty());
        assertThat(topic.changesInEffect()).containsExactly(Map.entry(thing, List.of(1)));
        assertThat(service.jdbc.queryForObject("select count(*) from outbox", Long.class))
                .isEqualTo(1);
    }

    @Test
    void anEventOutsideATransactionIsRefused() {
        Instance service = fixture.instance("a");
        OutgoingEvent<RelayFixture.Changed> event = OutgoingEvent.of(
                fixture.type, UUID.randomUUID(), Instant.now(), new RelayFixture.Changed(UUID.randomUUID(), 1), null);

        assertThatThrownBy(() -> service.outbox.append(event)).isInstanceOf(IllegalTransactionStateException.class);
    }

    /** The slow one has drawn the lowest number, and its snapshot is older than all that follows. */
    @Test
    void aSlowTransactionNeitherStallsNorLoses() throws Exception {
        Instance service = fixture.instance("a");
        UUID slow = service.newThing();
        List<UUID> quick =
                IntStream.range(0, 20).mapToObj(i -> service.newThing()).toList();
        CountDownLatch drawn = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<?> slowChange = executor.submit(() -> service.transaction.executeWithoutResult(status -> {
                service.jdbc.update(
                        "insert into outbox (event_id, topic, key, payload) values (?, ?, ?, ?)",
                        UUID.randomUUID(),
                        fixture.type.topic(),
                        slow.toString(),
                        "{\"thing\":\"%s\",\"change\":1}".formatted(slow).getBytes(StandardCharsets.UTF_8));
                drawn.countDown();
                try {
                    finish.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            drawn.await();
            quick.forEach(service::change);

            await().atMost(SOON).until(() -> topic.changesInEffect().keySet().containsAll(quick));
            assertThat(topic.changesInEffect()).doesNotContainKey(slow);

            finish.countDown();
            slowChange.get();
            await().atMost(SOON).until(() -> topic.changesInEffect().containsKey(slow));
        } finally {
            finish.countDown();
            executor.close();
        }
        assertThat(topic.records()).hasSize(21);
    }

    @Test
    void concurrentWritersLoseNothingAndKeepEachKeysOrder() throws Exception {
        Instance first = fixture.instance("a", "backbone.outbox.page-size=50");
        Instance second = fixture.instance("b", "backbone.outbox.page-size=50");
        List<UUID> things =
                IntStream.range(0, 40).mapToObj(i -> first.newThing()).toList();
        long seed = System.nanoTime();
        try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 16; writer++) {
                Instance service = writer % 2 == 0 ? first : second;
                Random random = new Random(seed + writer);
                writers.add(executor.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        boolean rollback = random.nextInt(10) == 0;
                        UUID thing = things.get(random.nextInt(things.size()));
                        service.transaction.executeWithoutResult(status -> {
                            service.changeWithin(thing);
                            if (rollback) {
                                status.setRollbackOnly();
                            }
                        });
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        Map<UUID, List<Integer>> expected = new HashMap<>();
        first.jdbc.query("select id, changes from thing where changes > 0", row -> {
            expected.put(
                    row.getObject(1, UUID.class),
                    IntStream.rangeClosed(1, row.getInt(2)).boxed().toList());
        });
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(topic.changesInEffect())
                        .as("seed %d", seed)
                        .containsExactlyInAnyOrderEntriesOf(expected));
    }

    @Test
    void aBacklogOfManyPagesIsSentWholeAndInOrder() {
        Instance service = fixture.instance("a", "spring.kafka.enabled=false");
        UUID thing = service.newThing();
        List<UUID> others =
                IntStream.range(0, 200).mapToObj(i -> service.newThing()).toList();
        for (int i = 0; i < 50; i++) {
            service.change(thing);
        }
        others.forEach(service::change);
        assertThat(topic.records()).isEmpty();

        fixture.instance("b", "backbone.outbox.page-size=7");

        await().atMost(SOON).until(() -> topic.records().size() >= 250);
        assertThat(topic.records()).hasSize(250);
        assertThat(topic.changesInEffect().get(thing))
                .isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void anotherInstanceTakesOverWhenTheRelayStops() {
        Instance first = fixture.instance("a");
        await().atMost(SOON).until(first::leads);
        Instance second = fixture.instance("b");
        UUID thing = first.newThing();
        second.change(thing);
        await().atMost(SOON).until(() -> topic.records().size() == 1);
        assertThat(second.leads()).isFalse();

        first.stop();
        second.change(thing);

        await().atMost(SOON).until(() -> topic.records().size() == 2);
        assertThat(second.leads()).isTrue();
    }

    @Test
    void aRelayWhoseConnectionIsKilledGoesOn() {
        Instance service = fixture.instance("a");
        UUID thing = service.newThing();
        service.change(thing);
        await().atMost(SOON).until(() -> topic.records().size() == 1);

        service.jdbc.queryForList(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'thing-service relay'"
                        + " and datname = current_database()");
        service.change(thing);

        await().atMost(SOON)
                .until(() -> List.of(1, 2).equals(topic.changesInEffect().get(thing)));
    }

    /** As after a dump was restored into another cluster: the cursor's transaction ids mean nothing there. */
    @Test
    void aCursorOfAnotherClusterSendsTheLastMinutesAgain() {
        Instance before = fixture.instance("a");
        UUID thing = before.newThing();
        before.change(thing);
        before.change(thing);
        await().atMost(SOON).until(() -> topic.records().size() == 2);
        before.stop();
        try (Connection connection = DriverManager.getConnection(
                LocalPostgres.shared().jdbcUrl(fixture.database), fixture.database, fixture.database)) {
            connection
                    .createStatement()
                    .execute("update outbox_cursor set system_id = 1, snap = '900000000:900000000:'");
            connection.createStatement().execute("update outbox set xid = '900000000'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }

        Instance after = fixture.instance("b");
        after.change(thing);

        await().atMost(SOON).until(() -> topic.records().size() >= 5);
        assertThat(topic.records()).hasSize(5);
        assertThat(topic.changesInEffect().get(thing)).containsExactly(1, 2, 3);
        assertThat(after.jdbc.queryForObject("select max(id) from outbox", Long.class))
                .as("numbers that were given out after the dump are not given out again")
                .isGreaterThan(1_000_000_000);
    }

    @Test
    void sentRowsAreTrimmedAfterTheirRetention() {
        Instance service = fixture.instance("a", "backbone.outbox.retention=0s");
        service.change(service.newThing());

        await().atMost(SOON)
                .until(() ->
                        Long.valueOf(0).equals(service.jdbc.queryForObject("select count(*) from outbox", Long.class)));
        assertThat(topic.records()).hasSize(1);
    }
}

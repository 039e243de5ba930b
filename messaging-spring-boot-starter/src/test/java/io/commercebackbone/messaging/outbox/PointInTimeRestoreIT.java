package io.commercebackbone.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.Ports;
import io.commercebackbone.messaging.outbox.RelayFixture.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * A database is restored to an earlier time of its own: a copy of its files recovers up to that time and goes on from
 * there. It is the same cluster, and its transaction ids are right.
 */
@ExtendWith(OutputCaptureExtension.class)
class PointInTimeRestoreIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** The numbers of an outbox that has been in use for long. */
    private static final long FAR_ON = 5_000_000_000L;

    private static final long LEAP = 1_000_000_000L;

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
    void noNumberIsGivenOutTwiceAndNothingIsSentAgain(@TempDir Path directory, CapturedOutput output) throws Exception {
        Path restored = directory.resolve("restored");
        UUID thing;
        try (LocalPostgres server = LocalPostgres.start(Ports.free(), directory.resolve("data"))) {
            server.createDatabase(fixture.database);
            Instance before = started("before", server);
            thing = before.newThing();
            before.change(thing);
            awaitSent(1);
            // everything was sent long ago and is trimmed
            before.jdbc.update("delete from outbox");
            before.jdbc.execute("select setval('outbox_id_seq', " + FAR_ON + ")");
            before.stop();
            server.stop();
            copy(directory.resolve("data"), restored);
            server.restart();
            Instance lost = started("lost", server);
            lost.change(thing);
            awaitSent(2);
            lost.stop();
        }
        assertThat(number(1)).as("a restart is no restore").isBetween(FAR_ON, FAR_ON + 100);
        endRecoveryAtOnce(restored);

        try (LocalPostgres server = LocalPostgres.start(Ports.free(), restored)) {
            await().atMost(SOON).ignoreExceptions().until(() -> takesWrites(server));
            Instance after = started("after", server);
            after.change(thing);
            awaitSent(3);
            after.stop();
            Instance again = started("again", server);
            again.change(thing);
            awaitSent(4);

            assertThat(number(2))
                    .as("numbers behind the restored time are not given out again")
                    .isGreaterThan(number(1) + LEAP / 2);
            assertThat(number(3)).as("it leaps once").isBetween(number(2), number(2) + 100);
            assertThat(output).containsOnlyOnce("Outbox has gone on from an earlier time");
            fixture.close();
        }
    }

    private Instance started(String name, LocalPostgres server) {
        return fixture.instance(name, "spring.datasource.url=" + server.jdbcUrl(fixture.database));
    }

    private void awaitSent(int events) {
        await().atMost(SOON).until(() -> topic.records().size() == events);
    }

    /** The outbox number of the n-th event that was sent: its key is always the same. */
    private long number(int event) {
        List<ConsumerRecord<String, byte[]>> records = topic.records();
        return Long.parseLong(TopicReader.header(records.get(event), EventHeaders.SEQUENCE));
    }

    /** The time that is restored is the last one that the copy has: nothing was archived behind it. */
    private static void endRecoveryAtOnce(Path data) throws IOException {
        Files.createFile(data.resolve("recovery.signal"));
        Files.writeString(
                data.resolve("postgresql.auto.conf"), "restore_command = 'false'\n", StandardOpenOption.APPEND);
    }

    private static boolean takesWrites(LocalPostgres server) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl("postgres"), server.username(), server.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select not pg_is_in_recovery()")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}

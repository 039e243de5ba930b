package io.commercebackbone.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.SharedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies when Redis has counted and Kafka does not know it yet. */
class SigkillIT {

    private final SharedBroker broker = RunningService.BROKER;

    @TempDir
    private Path directory;

    @Test
    void whatWasCountedBeforeASigkillIsNotCountedAgain() throws Exception {
        UUID product = UUID.randomUUID();
        int kills = 2;

        for (int round = 0; round < kills; round++) {
            broker.send(orders(product, 100));
            killBetweenEffectAndCommit(directory.resolve("service-" + round + ".log"));
        }

        try (RunningService service = RunningService.start()) {
            broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);
            assertThat(service.score(product)).isEqualTo(100L * kills);
            assertThat(service.metric("ranking_events_duplicate_total")).isPositive();
        }
    }

    private void killBetweenEffectAndCommit(Path log) throws Exception {
        long committed = broker.committed(RunningService.GROUP, Topics.ORDER_CREATED);
        Process service = startThatStopsBeforeTheCommit(log);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(log).contains(StopsAfterEffect.SIGN));
        } finally {
            service.destroyForcibly().waitFor();
        }
        assertThat(broker.committed(RunningService.GROUP, Topics.ORDER_CREATED)).isEqualTo(committed);
    }

    private static Process startThatStopsBeforeTheCommit(Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StopsAfterEffect.class.getName()));
        command.addAll(RunningService.settings().arguments());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static List<ProducerRecord<String, byte[]>> orders(UUID product, int count) {
        return IntStream.range(0, count)
                .mapToObj(it -> OrderEvents.ordered(product, 1))
                .toList();
    }
}

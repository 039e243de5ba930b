package io.commercebackbone.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.SharedBroker;
import java.nio.file.Path;
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
        ServiceProcess.killWhen(
                StandingStill.BeforeTheCommit.class, StandingStill.SIGN, RunningService.settings(), log);
        assertThat(broker.committed(RunningService.GROUP, Topics.ORDER_CREATED)).isEqualTo(committed);
    }

    private static List<ProducerRecord<String, byte[]>> orders(UUID product, int count) {
        return IntStream.range(0, count)
                .mapToObj(it -> OrderEvents.ordered(product, 1))
                .toList();
    }
}

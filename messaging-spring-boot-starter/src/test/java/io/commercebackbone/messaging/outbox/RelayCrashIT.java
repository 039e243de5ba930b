package io.commercebackbone.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.messaging.outbox.RelayFixture.Instance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two relays compete for a database, and whichever leads is killed while others write. */
class RelayCrashIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int KILLS = 3;

    @Test
    void killedRelaysLoseNothingInventNothingAndInvertNothing() throws Exception {
        try (RelayFixture fixture = RelayFixture.on(LocalKafka.shared(), Map.of());
                TopicReader topic = new TopicReader(fixture.kafka.bootstrapServers(), fixture.type.topic())) {
            Instance writer = fixture.instance("writer", "spring.kafka.enabled=false");
            List<UUID> things =
                    IntStream.range(0, 20).mapToObj(i -> writer.newThing()).toList();
            Deque<Process> relays = new ArrayDeque<>(List.of(fixture.process()));
            AtomicBoolean writing = new AtomicBoolean(true);
            try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
                Future<?> changes = executor.submit(() -> {
                    for (int i = 0; writing.get(); i++) {
                        writer.change(things.get(i % things.size()));
                    }
                });
                try {
                    for (int kill = 0; kill < KILLS; kill++) {
                        relays.add(fixture.process());
                        killTheLeader(writer, relays);
                    }
                } finally {
                    writing.set(false);
                }
                changes.get();

                assertThat(changesOf(writer)).isNotEmpty();
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(topic.changesInEffect())
                                .containsExactlyInAnyOrderEntriesOf(changesOf(writer)));
            } finally {
                relays.forEach(Process::destroyForcibly);
            }
        }
    }

    /** Kills the oldest process, which leads, once it has sent something since the last kill. */
    private static void killTheLeader(Instance writer, Deque<Process> relays) throws InterruptedException {
        String before = cursor(writer);
        await().atMost(SOON).until(() -> !cursor(writer).equals(before));
        relays.removeFirst().destroyForcibly().waitFor();
    }

    private static String cursor(Instance writer) {
        return String.valueOf(writer.jdbc.queryForObject(
                "select coalesce((select snap::text from outbox_cursor), '')", String.class));
    }

    private static Map<UUID, List<Integer>> changesOf(Instance writer) {
        Map<UUID, List<Integer>> changes = new HashMap<>();
        writer.jdbc.query("select id, changes from thing where changes > 0", row -> {
            changes.put(
                    row.getObject(1, UUID.class),
                    IntStream.rangeClosed(1, row.getInt(2)).boxed().toList());
        });
        return changes;
    }
}

package io.commercebackbone.dataplatform;

import static io.commercebackbone.dataplatform.PaymentEvents.ids;
import static io.commercebackbone.dataplatform.PaymentEvents.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.dataplatform.OutsidePlatform.Call;
import io.commercebackbone.dataplatform.OutsidePlatform.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies while calls are on their way. */
class SigkillIT {

    private static final int EVENTS = 2_000;

    @TempDir
    private Path directory;

    @Test
    void whatWasOnItsWayIsDeliveredUnderTheSameKey() throws Exception {
        List<ProducerRecord<String, byte[]>> records = paid(EVENTS);
        try (OutsidePlatform platform = OutsidePlatform.start()) {
            platform.answer(it -> Reply.of(200).after(20));
            RunningService.BROKER.send(records);

            for (int round = 1; round <= 2; round++) {
                killAfterSomeCalls(platform, directory.resolve("service-" + round + ".log"));
            }
            assertThat(platform.keys()).hasSizeLessThan(EVENTS);
            int calls = platform.calls().size();

            try (RunningService service = RunningService.start(platform.url())) {
                RunningService.awaitDrained();
                assertThat(service.metric("dataplatform_events_total", "outcome=\"delivered\""))
                        .isPositive();
            }

            assertThat(platform.keys()).containsExactlyInAnyOrderElementsOf(ids(records));
            assertEachEventHasOneKey(platform);
            assertThat(platform.calls().size() - calls)
                    .as("calls after the kills")
                    .isLessThan(EVENTS);
        }
    }

    private static void assertEachEventHasOneKey(OutsidePlatform platform) {
        Map<String, Set<String>> keys = platform.calls().stream()
                .collect(Collectors.groupingBy(Call::body, Collectors.mapping(Call::key, Collectors.toSet())));
        assertThat(keys)
                .hasSize(EVENTS)
                .allSatisfy((body, used) -> assertThat(used).hasSize(1));
        assertThat(new HashSet<>(keys.values())).hasSize(EVENTS);
    }

    private static void killAfterSomeCalls(OutsidePlatform platform, Path log) throws Exception {
        int before = platform.calls().size();
        Process service = start(platform.url(), log);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> platform.calls().size() >= before + 130);
        } finally {
            service.destroyForcibly().waitFor();
        }
    }

    private static Process start(String platformUrl, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DataPlatformServiceApplication.class.getName()));
        command.addAll(RunningService.settings(platformUrl)
                .with("spring.kafka.consumer.max-poll-records=50")
                .arguments());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}

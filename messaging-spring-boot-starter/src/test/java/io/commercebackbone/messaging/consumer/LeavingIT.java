package io.commercebackbone.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LeavingIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** The callback for the partitions that it was given is called by its farewell: it must not ask for anything then. */
    @ParameterizedTest
    @ValueSource(strings = {"single", "batch"})
    void aServiceThatIsGivenPartitionsWhileItStopsLeavesAtOnce(String mode, CapturedOutput output) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        GrowthService service = new GrowthService(2, mode, 1);
        CompletableFuture<Void> stopped;
        try {
            shareWithAnother(service, gate, output);
            stopped = CompletableFuture.runAsync(service::close);
            await().atMost(SOON).until(() -> !service.listens());
        } finally {
            gate.countDown();
        }

        stopped.get(15, TimeUnit.SECONDS);
        assertThat(output).doesNotContain("still running after timeout");
    }

    /** Leaves the service in its listener, with the partition of a member that is gone on its way to it. */
    private static void shareWithAnother(GrowthService service, CountDownLatch gate, CapturedOutput output)
            throws Exception {
        Pattern both = Pattern.compile("Assigned partitions: +\\[%1$s-., %1$s-.]".formatted(service.topic));
        await().atMost(SOON).until(() -> both.matcher(output.getOut()).find());
        try (KafkaConsumer<String, byte[]> other = service.otherMember()) {
            await().atMost(SOON).until(() -> {
                other.poll(Duration.ofMillis(100));
                return service.partitionsOfMembers().equals(List.of(1, 1));
            });
            service.growth().gate = gate;
            service.growOn(0, 1);
            service.growOn(1, 1);
            assertThat(service.growth().waiting.await(30, TimeUnit.SECONDS)).isTrue();
        }
        await().atMost(SOON).until(() -> both.matcher(output.getOut()).results().count() == 2);
    }
}

package io.commercebackbone.dataplatform;

import static io.commercebackbone.dataplatform.PaymentEvents.ids;
import static io.commercebackbone.dataplatform.PaymentEvents.onPartition;
import static io.commercebackbone.dataplatform.PaymentEvents.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.dataplatform.OutsidePlatform.Reply;
import io.commercebackbone.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Partitions are read side by side, and what the platform bears is one thing for all of them. */
class SharedLimitsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static final OutsidePlatform platform = OutsidePlatform.start();
    private static final RunningService service = RunningService.start(platform.url(), RunningService.AS_DEPLOYED);

    private final List<ProducerRecord<String, byte[]>> records = onAllPartitions(50);

    @AfterAll
    static void stop() {
        service.close();
        platform.close();
    }

    @BeforeEach
    void well() {
        platform.answer(200);
        platform.forget();
    }

    @Test
    void allPartitionsTogetherKeepToTheLimit() {
        platform.answer(it -> Reply.of(200).after(30));

        RunningService.BROKER.send(records);

        RunningService.awaitDrained();
        assertThat(platform.keys()).containsExactlyInAnyOrderElementsOf(ids(records));
        assertThat(platform.mostAtATime()).isBetween(5, 16);
    }

    @Test
    void noPartitionCallsAPlatformThatHasAskedForQuiet() {
        AtomicBoolean first = new AtomicBoolean(true);
        platform.answer(it -> first.getAndSet(false)
                ? Reply.of(429).with("Retry-After", "3")
                : Reply.of(200).after(200));

        RunningService.BROKER.send(records);

        RunningService.awaitDrained();
        Instant asked = platform.calls().getFirst().at();
        assertThat(platform.calls())
                .filteredOn(it -> it.at().isBefore(asked.plusMillis(2_900)))
                .hasSizeLessThan(60);
        assertThat(platform.keys()).containsExactlyInAnyOrderElementsOf(ids(records));
    }

    @Test
    void anOutageLosesNothingOfAnyPartition() {
        long deadLetters = RunningService.deadLetters();
        platform.answer(503);
        RunningService.BROKER.send(records);
        await().atMost(SOON).until(() -> service.breakerIs("open"));

        platform.answer(200);

        RunningService.awaitDrained();
        assertThat(platform.keys()).containsExactlyInAnyOrderElementsOf(ids(records));
        assertThat(RunningService.deadLetters()).isEqualTo(deadLetters);
    }

    private static List<ProducerRecord<String, byte[]>> onAllPartitions(int each) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            for (ProducerRecord<String, byte[]> record : paid(each)) {
                records.add(onPartition(partition, record));
            }
        }
        return records;
    }
}

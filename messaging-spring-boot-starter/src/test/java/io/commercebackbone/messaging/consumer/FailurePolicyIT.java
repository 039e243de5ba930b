package io.commercebackbone.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FailurePolicyIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"single, 500", "batch, 500", "batch, 1"})
    void aRecordThatCannotBeReadIsDeadLetteredAtOnceAndThePartitionGoesOn(String mode, int pollSize) throws Exception {
        try (GrowthService service = new GrowthService(mode, pollSize)) {
            service.grow(1);
            service.send("not json");
            service.grow(2);
            service.send("{\"size\":3}", "ce_type", "shrunk.v1");
            service.grow(4);

            await().atMost(SOON).until(() -> service.committed() == 5);
            assertThat(service.growth().sizes).containsExactly(1, 2, 4);
            assertThat(service.deadLetters()).hasSize(2);
            ConsumerRecord<String, byte[]> letter = service.deadLetters().getFirst();
            assertThat(letter.key()).isEqualTo("key");
            assertThat(letter.value()).isEqualTo("not json".getBytes(StandardCharsets.UTF_8));
            assertThat(header(letter, EventHeaders.DEAD_LETTER_GROUP)).isEqualTo(service.group);
            assertThat(header(letter, EventHeaders.DEAD_LETTER_CAUSE)).isEqualTo("undecodable");
            assertThat(header(letter, EventHeaders.DEAD_LETTER_EXCEPTION)).contains("PermanentFailure");
            assertThat(header(letter, EventHeaders.DEAD_LETTER_ATTEMPTS)).isEqualTo("1");
            assertThat(header(letter, EventHeaders.DEAD_LETTER_TOPIC)).isEqualTo(service.topic);
            assertThat(header(letter, EventHeaders.DEAD_LETTER_PARTITION)).isEqualTo("0");
            assertThat(header(letter, EventHeaders.DEAD_LETTER_OFFSET)).isEqualTo("1");
            assertThat(Instant.parse(header(letter, EventHeaders.DEAD_LETTER_FAILED_AT)))
                    .isBeforeOrEqualTo(Instant.now());
            assertThat(header(letter, EventHeaders.TYPE)).isEqualTo(service.type.wireName());
            assertThat(header(service.deadLetters().getLast(), EventHeaders.DEAD_LETTER_CAUSE))
                    .isEqualTo("unknown-type");
        }
    }

    @ParameterizedTest
    @CsvSource({"single, 500", "batch, 1"})
    void whatIsImpossibleForTheUseCaseIsDeadLettered(String mode, int pollSize) throws Exception {
        try (GrowthService service = new GrowthService(mode, pollSize)) {
            service.grow(-1);
            service.grow(1);

            await().atMost(SOON).until(() -> service.committed() == 2);
            assertThat(service.growth().sizes).containsExactly(1);
            assertThat(header(service.deadLetters().getFirst(), EventHeaders.DEAD_LETTER_CAUSE))
                    .isEqualTo("impossible");
        }
    }

    /** The listener says only that something is impossible, not which of the batch's records. */
    @Test
    void anErrorThatNamesNoRecordOfABatchGivesNoneUp() throws Exception {
        try (GrowthService service = new GrowthService("batch", 500)) {
            service.growth().away = true;
            service.grow(1);
            await().atMost(SOON).until(() -> service.growth().refusals.get() > 0);
            service.grow(-1);
            service.grow(2);
            service.growth().away = false;

            await().atMost(SOON).until(() -> service.growth().refusals.get() > 5);
            assertThat(service.deadLetters()).isEmpty();
            assertThat(service.committed()).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"single, 500", "batch, 1"})
    void anOutageIsWaitedOutWithNothingPassedOverAndNothingDeadLettered(String mode, int pollSize) throws Exception {
        try (GrowthService service = new GrowthService(mode, pollSize)) {
            service.grow(1);
            await().atMost(SOON).until(() -> service.committed() == 1);

            service.growth().away = true;
            for (int size = 2; size <= 20; size++) {
                service.grow(size);
            }
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
            assertThat(service.committed()).isEqualTo(1);
            service.growth().away = false;

            await().atMost(SOON).until(() -> service.committed() == 20);
            assertThat(service.growth().sizes)
                    .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
            assertThat(service.deadLetters()).isEmpty();
        }
    }

    /** The back-off of this service ends at 200 ms. */
    @ParameterizedTest
    @CsvSource({"single, 500", "batch, 1", "batch, 500"})
    void waitsAsLongAsTheFailureSays(String mode, int pollSize) throws Exception {
        try (GrowthService service = new GrowthService(mode, pollSize)) {
            service.growth().awayFor = Duration.ofSeconds(2);
            service.growth().away = true;
            service.grow(1);
            await().atMost(SOON).until(() -> service.growth().refusals.get() == 2);
            List<Instant> refusedAt = service.growth().refusedAt;
            assertThat(Duration.between(refusedAt.getFirst(), refusedAt.get(1)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
            service.growth().away = false;

            await().atMost(SOON).until(() -> service.committed() == 1);
            assertThat(service.growth().sizes).containsExactly(1);
            assertThat(service.deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"single, 500", "batch, 500"})
    void saysWhatCameWhatWasProcessedAndWhatFailed(String mode, int pollSize, CapturedOutput output) throws Exception {
        try (GrowthService service = new GrowthService(mode, pollSize)) {
            service.grow(1);
            await().atMost(SOON).until(() -> service.committed() == 1);
            service.growth().away = true;
            service.grow(2);
            await().atMost(SOON).until(() -> service.growth().refusals.get() > 0);
            service.growth().away = false;
            await().atMost(SOON).until(() -> service.committed() == 2);

            assertThat(output)
                    .contains("Kafka Consumer - message received: topic=" + service.topic + ", partition=0, offset=0")
                    .contains("Kafka Consumer - message processed and acknowledged: orderId=key, partition=0, offset=0")
                    .contains("Kafka Consumer - message processing failed: partition=0, offset=1, error=")
                    .contains("Kafka Consumer - message processed and acknowledged: orderId=key, partition=0, offset=1")
                    .containsPattern("message received: [^\n]*orderId=key, eventId=[0-9a-f-]{36}")
                    .containsPattern("message processed and acknowledged: [^\n]*eventId=[0-9a-f-]{36}")
                    .containsPattern("message processing failed: [^\n]*orderId=key, eventId=[0-9a-f-]{36}");
        }
    }

    /** So that a dead letter leads to the request that caused it, by its answer's trace id. */
    @ParameterizedTest
    @CsvSource({"single, 500", "batch, 500"})
    void aDeadLetterAndItsLineNameTheTrace(String mode, int pollSize, CapturedOutput output) throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String parent = "00-" + trace + "-b7ad6b7169203331-01";
        try (GrowthService service = new GrowthService(mode, pollSize)) {
            service.send("not json", EventHeaders.TRACE_PARENT, parent);

            await().atMost(SOON).until(() -> service.committed() == 1);
            assertThat(header(service.deadLetters().getFirst(), EventHeaders.TRACE_PARENT))
                    .isEqualTo(parent);
            assertThat(output).containsPattern("message dead-lettered: [^\n]*traceId=" + trace);
        }
    }

    @ParameterizedTest
    @CsvSource({"single, 500", "batch, 500"})
    void hostileHeadersDontStopTheListener(String mode, int pollSize) throws Exception {
        try (GrowthService service = new GrowthService(mode, pollSize)) {
            List<String> names =
                    List.of("spring_json_header_types", "kafka_deliveryAttempt", "__TypeId__", "traceparent");
            int size = 0;
            for (String name : names) {
                service.send("{\"size\":" + ++size + "}", name, "{\"x\":\"java.lang.Runtime\"");
            }
            service.send("{\"size\":5}", "b3", "x".repeat(500_000));
            service.send("not json", "ce_junk", "y".repeat(900_000));
            service.send("{\"size\":6}", "ce_time", "z".repeat(10_000));

            service.grow(7);

            await().atMost(SOON).until(() -> service.committed() == 8);
            assertThat(service.growth().sizes).containsExactly(1, 2, 3, 4, 5, 7);
            assertThat(service.deadLetters()).hasSize(2);
        }
    }

    /** The producer refuses it at once, as it does when it has not heard of the broker for a while. */
    @ParameterizedTest
    @CsvSource({"single, 500", "batch, 500"})
    void aDeadLetterThatCannotBeWrittenIsNotPassedOver(String mode, int pollSize, CapturedOutput output)
            throws Exception {
        String small = "--spring.kafka.producer.properties[max.request.size]=1000";
        try (GrowthService service = new GrowthService(mode, pollSize, small)) {
            service.grow(1);
            service.send("not json " + "x".repeat(2_000));
            service.grow(2);

            await().atMost(SOON).until(() -> service.growth().sizes.contains(1));
            await().atMost(SOON).until(() -> output.getOut().split("dead letter not written", -1).length > 3);
            assertThat(service.growth().sizes).doesNotContain(2);
            assertThat(service.committed()).isEqualTo(1);
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

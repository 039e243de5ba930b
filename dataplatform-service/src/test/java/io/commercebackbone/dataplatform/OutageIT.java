package io.commercebackbone.dataplatform;

import static io.commercebackbone.dataplatform.PaymentEvents.id;
import static io.commercebackbone.dataplatform.PaymentEvents.ids;
import static io.commercebackbone.dataplatform.PaymentEvents.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.dataplatform.OutsidePlatform.Call;
import io.commercebackbone.dataplatform.OutsidePlatform.Reply;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.local.SharedBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is away and for however long: nothing is lost, nothing dead-lettered, nothing sent under another key. */
@ParameterizedClass(name = "max.poll.records={0}")
@ValueSource(ints = {1, 500})
class OutageIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** A consumer that does not poll for so long is thrown out of its group. */
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(3);

    private static final SharedBroker broker = RunningService.BROKER;

    @SuppressWarnings("NullAway.Init")
    private static OutsidePlatform platform;

    @SuppressWarnings("NullAway.Init")
    private static RunningService service;

    @Parameter
    private int pollSize;

    private final long deadLetters = RunningService.deadLetters();

    @BeforeParameterizedClassInvocation
    static void start(int pollSize) {
        platform = OutsidePlatform.start();
        service = started(pollSize);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        service.close();
        platform.close();
    }

    private static RunningService started(int pollSize) {
        return RunningService.start(
                platform.url(),
                "spring.kafka.consumer.max-poll-records=" + pollSize,
                "spring.kafka.consumer.properties[max.poll.interval.ms]=" + POLL_INTERVAL.toMillis(),
                "platform.batch-time=1s");
    }

    /** Whatever the test before has left: the platform is well, and the service knows it. */
    @BeforeEach
    void well() {
        platform.answer(200);
        await().atMost(SOON).until(() -> {
            broker.send(paid(1));
            RunningService.awaitDrained();
            return service.breakerIs("closed");
        });
        platform.forget();
    }

    @Test
    void aPlatformThatFailsIsLeftAloneUntilItIsBack() {
        List<ProducerRecord<String, byte[]>> records = paid(60);
        platform.answer(503);
        String member = RunningService.awaitMember();

        broker.send(records);
        await().atMost(SOON).until(() -> service.breakerIs("open") && service.paused());
        await().atMost(SOON)
                .during(POLL_INTERVAL.multipliedBy(2))
                .failFast("left its group", () -> !RunningService.members().equals(member))
                .until(() -> RunningService.members().equals(member));
        int calls = platform.calls().size();
        assertThat(calls).as("calls while it is down").isLessThan(60);

        platform.answer(200);

        RunningService.awaitDrained();
        assertThat(platform.keys()).containsAll(ids(records));
        await().atMost(SOON).until(() -> service.breakerIs("closed") || service.breakerIs("half_open"));
        assertNothingWasDeadLettered();
        assertDuplicatesAreTheSame();
        assertThat(attempts(records)).isEqualTo(platform.calls().size());
    }

    @Test
    void comesBackWhenThePlatformSaysSo() {
        AtomicBoolean first = new AtomicBoolean(true);
        platform.answer(it -> first.getAndSet(false) ? Reply.of(429).with("Retry-After", "3") : Reply.of(200));
        ProducerRecord<String, byte[]> record = paid(UUID.randomUUID());

        broker.send(record);

        RunningService.awaitDrained();
        List<Instant> times = platform.calls().stream().map(Call::at).toList();
        assertThat(times).hasSize(2);
        assertThat(Duration.between(times.getFirst(), times.getLast()))
                .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(8));
        assertThat(platform.keys()).containsExactly(id(record));
        assertThat(service.breakerIs("closed")).isTrue();
        assertNothingWasDeadLettered();
    }

    @Test
    void beginsNoMoreCallsOfABatchWhenAskedToSlowDown() {
        AtomicBoolean first = new AtomicBoolean(true);
        platform.answer(it -> first.getAndSet(false)
                ? Reply.of(429).with("Retry-After", "2")
                : Reply.of(200).after(300));
        List<ProducerRecord<String, byte[]>> records = paid(pollSize == 1 ? 10 : 100);

        broker.send(records);

        RunningService.awaitDrained();
        Instant asked = platform.calls().getFirst().at();
        assertThat(platform.calls())
                .filteredOn(it -> it.at().isBefore(asked.plusMillis(1_900)))
                .hasSizeLessThan(pollSize == 1 ? 2 : 60);
        assertThat(platform.keys()).containsExactlyInAnyOrderElementsOf(ids(records));
        assertNothingWasDeadLettered();
    }

    @Test
    void aPlatformThatNeverAnswersLosesNothing() {
        platform.answer(it -> Reply.never());
        List<ProducerRecord<String, byte[]>> records = paid(40);
        double before = unavailable();

        broker.send(records);
        await().atMost(SOON).until(() -> service.breakerIs("open"));
        assertThat(unavailable()).isGreaterThan(before);
        platform.answer(200);

        RunningService.awaitDrained();
        assertThat(platform.keys()).containsExactlyInAnyOrderElementsOf(ids(records));
        assertNothingWasDeadLettered();
        assertDuplicatesAreTheSame();
    }

    @Test
    void wrongCredentialsLoseNothing() {
        platform.answer(401);
        List<ProducerRecord<String, byte[]>> records = paid(20);

        broker.send(records);
        service.awaitFailures(3);
        platform.answer(200);

        RunningService.awaitDrained();
        assertThat(platform.keys()).containsExactlyInAnyOrderElementsOf(ids(records));
        assertNothingWasDeadLettered();
    }

    @Test
    void aPlatformThatIsNotThereLosesNothing() {
        int port = platform.port();
        platform.close();
        List<ProducerRecord<String, byte[]>> records = paid(40);

        broker.send(records);
        service.awaitFailures(3);
        platform = OutsidePlatform.start(port);

        RunningService.awaitDrained();
        assertThat(platform.calls()).extracting(Call::key).containsExactlyInAnyOrderElementsOf(ids(records));
        assertNothingWasDeadLettered();
    }

    @Test
    void aSlowPlatformCostsNoMembership() {
        String member = RunningService.awaitMember();
        platform.answer(it -> Reply.of(200).after(400));
        List<ProducerRecord<String, byte[]>> records = paid(pollSize == 1 ? 10 : 200);

        broker.send(records);

        RunningService.awaitDrained();
        assertThat(platform.calls()).extracting(Call::key).containsExactlyInAnyOrderElementsOf(ids(records));
        assertThat(RunningService.members()).isEqualTo(member);
        assertNothingWasDeadLettered();
    }

    @Test
    void nothingIsSentWhileTheLogIsAway() {
        List<ProducerRecord<String, byte[]>> records = paid(40);

        LocalPostgres.shared().kill();
        try {
            broker.send(records);
            service.awaitFailures(3);
            assertThat(platform.calls()).isEmpty();
        } finally {
            LocalPostgres.shared().restart();
        }

        RunningService.awaitDrained();
        assertThat(platform.calls()).extracting(Call::key).containsExactlyInAnyOrderElementsOf(ids(records));
        assertNothingWasDeadLettered();
    }

    /** The one case in which the platform gets what it has: it tells so by the key. */
    @Test
    void whatCouldNotBeLoggedIsSentAgainUnderTheSameKey() {
        AtomicBoolean first = new AtomicBoolean(true);
        platform.answer(it -> {
            if (first.getAndSet(false)) {
                LocalPostgres.shared().kill();
            }
            return Reply.of(200);
        });
        List<ProducerRecord<String, byte[]>> records = paid(10);

        try {
            broker.send(records);
            service.awaitFailures(2);
        } finally {
            LocalPostgres.shared().restart();
        }

        RunningService.awaitDrained();
        assertThat(platform.keys()).containsExactlyInAnyOrderElementsOf(ids(records));
        assertThat(platform.calls()).hasSizeGreaterThan(10);
        assertNothingWasDeadLettered();
        assertDuplicatesAreTheSame();
    }

    @Test
    void attemptsAreCountedAcrossRestarts() {
        platform.answer(500);
        ProducerRecord<String, byte[]> record = paid(UUID.randomUUID());
        broker.send(record);
        await().atMost(SOON).until(() -> attempts(List.of(record)) >= 2);

        service.close();
        service = started(pollSize);
        int before = platform.calls().size();
        await().atMost(SOON).until(() -> platform.calls().size() > before);
        platform.answer(200);

        RunningService.awaitDrained();
        assertThat(attempts(List.of(record))).isEqualTo(platform.calls().size());
    }

    @Test
    void stoppingFinishesWhatIsOnItsWay() {
        platform.answer(it -> Reply.of(200).after(400));
        List<ProducerRecord<String, byte[]>> records = paid(40);
        broker.send(records);
        await().atMost(SOON).until(() -> !platform.calls().isEmpty());

        service.close();

        int calls = platform.calls().size();
        assertThat(attempts(records)).as("every call is in the log").isEqualTo(calls);
        platform.answer(200);
        service = started(pollSize);
        RunningService.awaitDrained();
        assertThat(platform.keys()).containsExactlyInAnyOrderElementsOf(ids(records));
    }

    private static double unavailable() {
        return service.metric("dataplatform_events_total", "outcome=\"unavailable\"");
    }

    private static long attempts(List<ProducerRecord<String, byte[]>> records) {
        return RunningService.sql()
                .sql("select coalesce(sum(attempts), 0) from deliveries where event_id::text in (:ids)")
                .param("ids", ids(records))
                .query(Long.class)
                .single();
    }

    private void assertNothingWasDeadLettered() {
        assertThat(RunningService.deadLetters()).isEqualTo(deadLetters);
    }

    private void assertDuplicatesAreTheSame() {
        Map<String, List<String>> bodies = platform.calls().stream()
                .collect(Collectors.groupingBy(Call::key, Collectors.mapping(Call::body, Collectors.toList())));
        assertThat(bodies).allSatisfy((key, sent) -> assertThat(sent).containsOnly(sent.getFirst()));
    }
}

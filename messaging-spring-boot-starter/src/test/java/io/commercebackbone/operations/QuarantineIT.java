package io.commercebackbone.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of a key wait behind one that was dead-lettered. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"single", "batch"})
class QuarantineIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init") // made anew for each mode
    private static GrownTopic topic;

    @SuppressWarnings("NullAway.Init")
    private static GrowingService service;

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private String mode;

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final String a = "a" + UUID.randomUUID();
    private final String b = "b" + UUID.randomUUID();

    @BeforeParameterizedClassInvocation
    static void start(String mode) {
        topic = new GrownTopic();
        service = start(topic, mode);
    }

    private static GrowingService start(GrownTopic of, String mode) {
        return GrowingService.start(
                "ordered-service", of, "backbone.dead-letters.keep-order=true", "spring.kafka.listener.type=" + mode);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        service.close();
    }

    @BeforeEach
    void refuse() {
        refused.add(a + 2);
        service.growth().refused = it -> refused.contains(it.thing() + it.size());
    }

    @Test
    void laterRecordsOfTheKeyWaitOthersFlowAndAReplayReleasesThemInOrder() {
        poisonTheSecondOfFive();
        refused.clear();

        service.post("/dead-letters/replay", "{\"topic\":\"%s\",\"key\":\"%s\"}".formatted(topic.name, a));

        await().atMost(SOON).until(() -> service.letters().isEmpty());
        topic.send(a, 6);
        await().atMost(SOON).until(() -> notedOf(a).size() == 6);
        assertThat(notedOf(a)).containsExactly(a + 1, a + 2, a + 3, a + 4, a + 5, a + 6);
    }

    @Test
    void discardingTheFirstReleasesTheOthersAsWell() {
        poisonTheSecondOfFive();

        service.post(
                "/dead-letters/discard",
                "{\"topic\":\"%s\",\"key\":\"%s\",\"reason\":\"known\"}".formatted(topic.name, a));

        await().atMost(SOON).until(() -> service.letters().isEmpty());
        assertThat(notedOf(a)).containsExactly(a + 1, a + 3, a + 4, a + 5);
    }

    /** What fails while it is released holds up what is behind it, at the same place. */
    @Test
    void aReplayThatFailsAgainReleasesNothing() {
        refused.add(a + 4);
        poisonTheSecondOfFive();
        service.post("/dead-letters/replay", "{\"topic\":\"%s\",\"key\":\"%s\"}".formatted(topic.name, a));
        await().atMost(SOON)
                .until(() -> service.letters()
                        .equals(List.of(a + " OPEN 2", a + " WAITING 0", a + " WAITING 0", a + " WAITING 0")));

        refused.remove(a + 2);
        service.post("/dead-letters/replay", "{\"topic\":\"%s\",\"key\":\"%s\"}".formatted(topic.name, a));
        await().atMost(SOON).until(() -> service.letters().equals(List.of(a + " OPEN 1", a + " WAITING 0")));
        assertThat(notedOf(a)).containsExactly(a + 1, a + 2, a + 3);

        refused.clear();
        service.post("/dead-letters/replay", "{\"topic\":\"%s\",\"key\":\"%s\"}".formatted(topic.name, a));
        await().atMost(SOON).until(() -> service.letters().isEmpty());
        assertThat(notedOf(a)).containsExactly(a + 1, a + 2, a + 3, a + 4, a + 5);
    }

    @Test
    void whatWaitsStillWaitsAfterARestart() {
        poisonTheSecondOfFive();
        service.close();
        topic.send(a, 6);
        topic.send(b, 7);
        service = start(topic, mode);

        await().atMost(SOON).until(() -> service.letters("&key=" + a).size() == 5);
        await().atMost(SOON).until(() -> notedOf(b).contains(b + 7));
        assertThat(notedOf(a)).isEmpty();
        service.post("/dead-letters/replay", "{\"topic\":\"%s\",\"key\":\"%s\"}".formatted(topic.name, a));

        await().atMost(SOON).until(() -> service.letters().isEmpty());
        assertThat(notedOf(a)).containsExactly(a + 2, a + 3, a + 4, a + 5, a + 6);
    }

    private void poisonTheSecondOfFive() {
        for (int size = 1; size <= 5; size++) {
            topic.send(a, size);
            topic.send(b, size);
        }
        await().atMost(SOON).until(() -> notedOf(b).equals(List.of(b + 1, b + 2, b + 3, b + 4, b + 5)));
        await().atMost(SOON)
                .until(() -> service.letters()
                        .equals(List.of(a + " OPEN 1", a + " WAITING 0", a + " WAITING 0", a + " WAITING 0")));
        assertThat(notedOf(a)).containsExactly(a + 1);
    }

    private static List<String> notedOf(String thing) {
        return service.growth().noted.stream()
                .filter(it -> it.startsWith(thing))
                .toList();
    }
}

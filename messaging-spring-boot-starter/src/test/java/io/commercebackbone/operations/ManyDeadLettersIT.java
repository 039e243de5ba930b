package io.commercebackbone.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.operations.GrowingService.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many dead letters of three causes, and as many of another group. */
class ManyDeadLettersIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GROUP = "growing-service";
    private static final int LETTERS = 10_000;

    private final GrownTopic topic = new GrownTopic();

    @SuppressWarnings("NullAway.Init") // each test starts it with so many letters
    private GrowingService service;

    private void start(int letters) {
        topic.broker.send(IntStream.range(0, letters)
                .mapToObj(i -> topic.letter(GROUP, "cause-" + i % 3, "t" + i, i, i))
                .toList());
        topic.broker.send(IntStream.range(0, letters)
                .mapToObj(i -> topic.letter("other-service", "cause-0", "o" + i, i, i))
                .toList());
        service = GrowingService.start(GROUP, topic);
        List<Integer> last = List.of(letters - 1, letters - 2);
        await().atMost(SOON)
                .until(() -> last.stream()
                        .allMatch(i -> service.letters("&key=t" + i).size() == 1));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void pagesAreQuickReplaysTouchTheirOwnAndAllSurvivesARestart() {
        start(LETTERS);
        assertPages();

        Answer answer = replay("\"cause\":\"cause-1\",\"rate\":10000");
        assertThat(answer.body().path("matched").asInt()).isEqualTo(3_333);
        service.close();
        service = GrowingService.start(GROUP, topic);

        await().atMost(SOON).until(() -> done(answer) == 3_333);
        assertThat(topic.copies())
                .allSatisfy(it ->
                        assertThat(Integer.parseInt(it.key().substring(1)) % 3).isEqualTo(1));
        assertThat(topic.copies().stream().map(ConsumerRecord::key).distinct()).hasSize(3_333);
        assertThat(service.get("/dead-letters?cause=cause-1").body().path("items"))
                .isEmpty();
        assertThat(count("&cause=cause-0") + count("&cause=cause-2")).isEqualTo(LETTERS - 3_333);
        JsonNode entry = service.get("/dead-letters/audit").body().path("items").path(0);
        assertThat(entry.path("letters").asInt()).isEqualTo(3_333);
        assertThat(entry.path("filter").asString()).contains("cause=cause-1");
    }

    @Test
    void replaysKeepTheirRate() {
        start(100);
        replay("\"to\":\"2026-11-22T00:00:40Z\",\"rate\":20");

        await().atMost(SOON).until(() -> topic.broker.size(topic.name) == 40);
        long[] at = topic.copies().stream()
                .mapToLong(ConsumerRecord::timestamp)
                .sorted()
                .toArray();
        assertThat(at[39] - at[0]).as("milliseconds for 40 at 20 a second").isGreaterThanOrEqualTo(1_750);
        for (int i = 0; i + 23 < at.length; i++) {
            assertThat(at[i + 23] - at[i]).as("milliseconds for 24").isGreaterThanOrEqualTo(950);
        }
    }

    private Answer replay(String filter) {
        return service.post("/dead-letters/replay", "{\"topic\":\"%s\",%s}".formatted(topic.name, filter));
    }

    private int done(Answer operation) {
        for (JsonNode entry : service.get("/dead-letters/audit").body().path("items")) {
            if (entry.path("id").equals(operation.body().path("operation"))) {
                return entry.path("processed").asInt();
            }
        }
        return 0;
    }

    /** Others share the machine: a page that is slow by itself is slow each time that it is read. */
    private void assertPages() {
        List<Long> quickest = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String after = "";
        do {
            String path = "/dead-letters?limit=100" + after;
            quickest.add(
                    IntStream.range(0, 3).mapToLong(i -> micros(path)).min().orElseThrow());
            JsonNode page = service.get(path).body();
            page.path("items").forEach(it -> seen.add(it.path("id").asString()));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        assertThat(seen).hasSize(LETTERS);
        assertThat(quickest)
                .as("microseconds for each page")
                .hasSize(100)
                .allSatisfy(it -> assertThat(it).isLessThan(100_000));
    }

    private long micros(String path) {
        long began = System.nanoTime();
        assertThat(service.get(path).status()).isEqualTo(200);
        return (System.nanoTime() - began) / 1_000;
    }

    private int count(String query) {
        int count = 0;
        String after = "";
        do {
            JsonNode page =
                    service.get("/dead-letters?limit=500" + query + after).body();
            count += page.path("items").size();
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asString();
        } while (!after.isEmpty());
        return count;
    }
}

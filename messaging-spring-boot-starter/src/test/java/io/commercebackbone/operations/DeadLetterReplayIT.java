package io.commercebackbone.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.operations.GrowingService.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an operator does about dead letters; two groups read the topic. */
class DeadLetterReplayIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final GrownTopic topic = new GrownTopic();
    private static GrowingService service;
    private static GrowingService other;

    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final String a = "a" + UUID.randomUUID();
    private final String b = "b" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        service = GrowingService.start("growing-service", topic, "backbone.dead-letters.max-attempts=3");
        other = GrowingService.start(
                "other-service", topic, "spring.kafka.listener.type=batch", "backbone.dead-letters.body-role=auditor");
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
    }

    @BeforeEach
    void refuse() {
        refused.add(a);
        refused.add(b);
        service.growth().refused = it -> refused.contains(it.thing());
        other.growth().refused = it -> false;
    }

    @Test
    void saysWhatFailedAndWhy() {
        Instant before = Instant.now();
        topic.send(a, 1);
        await().atMost(SOON).until(() -> !service.letters("&key=" + a).isEmpty());

        JsonNode letter = service.get("/dead-letters?topic=" + topic.name + "&key=" + a)
                .body()
                .path("items")
                .path(0);
        assertThat(letter.path("cause").asString()).isEqualTo("impossible");
        assertThat(letter.path("exception").asString()).contains("is not possible yet");
        assertThat(letter.path("attempts").asInt()).isEqualTo(1);
        assertThat(letter.path("topic").asString()).isEqualTo(topic.name);
        assertThat(letter.path("offset").isNumber()).isTrue();
        assertThat(letter.path("state").asString()).isEqualTo("OPEN");
        assertThat(letter.path("group").asString()).isEqualTo("growing-service");
        assertThat(Instant.parse(letter.path("failedAt").asString())).isAfterOrEqualTo(before);
        UUID.fromString(letter.path("eventId").asString());

        JsonNode whole =
                service.get("/dead-letters/" + letter.path("id").asString()).body();
        assertThat(whole.path("body").asString()).contains("\"size\":1");
        assertThat(whole.path("headers").path(EventHeaders.TYPE).asString()).isEqualTo(topic.type.wireName());
        assertThat(whole.path("cause").asString()).isEqualTo("impossible");

        assertThat(service.letters("&key=" + a + "&cause=undecodable")).isEmpty();
        assertThat(service.letters("&key=" + a + "&from=" + before)).hasSize(1);
        assertThat(service.letters("&key=" + a + "&to=" + before)).isEmpty();
        assertThat(other.letters("&key=" + a)).isEmpty();
    }

    /** The same as in the answer to the request that caused the event; also after a replay that failed. */
    @Test
    void namesTheTraceThatALetterBelongsTo() {
        String trace = UUID.randomUUID().toString().replace("-", "");
        topic.send(a, 1, "00-" + trace + "-00f067aa0ba902b7-01");
        topic.send(b, 1, "00-\n" + trace.substring(1) + "-00f067aa0ba902b7-01");
        await().atMost(SOON).until(() -> service.letters().containsAll(List.of(a + " OPEN 1", b + " OPEN 1")));

        assertThat(traceId("/dead-letters?key=" + a, "/items/0/traceId")).isEqualTo(trace);
        assertThat(traceId("/dead-letters/" + service.firstId("&key=" + a), "/traceId"))
                .isEqualTo(trace);
        assertThat(traceId("/dead-letters?key=" + b, "/items/0/traceId")).isNull();

        service.post("/dead-letters/replay", "{\"topic\":\"%s\",\"key\":\"%s\"}".formatted(topic.name, a));
        await().atMost(SOON).until(() -> service.letters("&key=" + a).equals(List.of(a + " OPEN 2")));
        assertThat(traceId("/dead-letters?key=" + a, "/items/0/traceId")).isEqualTo(trace);
    }

    private static @Nullable String traceId(String path, String at) {
        JsonNode field = service.get(path).body().at(at);
        return field.isNull() ? null : field.asString();
    }

    @Test
    void aReplayIsProcessedByTheGroupThatGaveItUpAndByNoOther() {
        topic.send(a, 1);
        topic.send(b, 1);
        await().atMost(SOON).until(() -> service.letters().containsAll(List.of(a + " OPEN 1", b + " OPEN 1")));
        await().atMost(SOON).until(() -> other.growth().noted.contains(b + 1));
        refused.clear();

        Answer dry = service.post(
                "/dead-letters/replay", "{\"topic\":\"%s\",\"key\":\"%s\",\"dryRun\":true}".formatted(topic.name, a));
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.body().path("matched").asInt()).isEqualTo(1);
        Answer answer =
                service.post("/dead-letters/replay", "{\"topic\":\"%s\",\"key\":\"%s\"}".formatted(topic.name, a));
        assertThat(answer.status()).isEqualTo(202);

        await().atMost(SOON).until(() -> service.letters("&key=" + a).isEmpty());
        assertThat(service.growth().noted).contains(a + 1).doesNotContain(b + 1);
        assertThat(service.letters("&key=" + b)).containsExactly(b + " OPEN 1");
        // what comes behind the copy has been read by both
        topic.send(a, 2);
        await().atMost(SOON).until(() -> other.growth().noted.contains(a + 2));
        assertThat(other.growth().noted).containsOnlyOnce(a + 1);
        assertThat(service.growth().noted).containsOnlyOnce(a + 1);
        JsonNode entry = service.get("/dead-letters/audit").body().path("items").path(0);
        assertThat(entry.path("id").asString())
                .isEqualTo(answer.body().path("operation").asString());
        assertThat(entry.path("by").asString()).isEqualTo(service.admin.toString());
        assertThat(entry.path("kind").asString()).isEqualTo("replay");
        assertThat(entry.path("processed").asInt()).isEqualTo(1);
    }

    @Test
    void whatFailsAgainComesBackWithItsCountRaisedAndThenWaitsToBeNamed() {
        topic.send(a, 1);
        await().atMost(SOON).until(() -> service.letters("&key=" + a).equals(List.of(a + " OPEN 1")));
        String id = service.firstId("&key=" + a);
        String all = "{\"topic\":\"%s\",\"key\":\"%s\"}".formatted(topic.name, a);

        service.post("/dead-letters/replay", all);
        await().atMost(SOON).until(() -> service.letters("&key=" + a).equals(List.of(a + " OPEN 2")));
        service.post("/dead-letters/replay", all);
        await().atMost(SOON).until(() -> service.letters("&key=" + a).equals(List.of(a + " OPEN 3")));
        assertThat(service.firstId("&key=" + a)).isEqualTo(id);

        refused.clear();
        Answer held = service.post("/dead-letters/replay", all);
        assertThat(held.body().path("matched").asInt()).isZero();
        assertThat(held.body().path("held").asInt()).isEqualTo(1);
        service.post("/dead-letters/replay", "{\"id\":\"%s\"}".formatted(id));

        await().atMost(SOON).until(() -> service.letters("&key=" + a).isEmpty());
        assertThat(service.growth().noted).containsOnlyOnce(a + 1);
    }

    @Test
    void aDiscardedLetterIsGoneAndTheTrailSaysWhoDidItAndWhy() {
        topic.send(a, 1);
        await().atMost(SOON).until(() -> !service.letters("&key=" + a).isEmpty());
        String one = "{\"id\":\"%s\"".formatted(service.firstId("&key=" + a));

        assertThat(service.post("/dead-letters/discard", one + "}").status()).isEqualTo(400);
        Answer answer = service.post("/dead-letters/discard", one + ",\"reason\":\"never was a thing\"}");

        assertThat(answer.body().path("matched").asInt()).isEqualTo(1);
        assertThat(service.letters("&key=" + a)).isEmpty();
        JsonNode entry =
                service.get("/dead-letters/audit?limit=1").body().path("items").path(0);
        assertThat(entry.path("kind").asString()).isEqualTo("discard");
        assertThat(entry.path("reason").asString()).isEqualTo("never was a thing");
        assertThat(entry.path("by").asString()).isEqualTo(service.admin.toString());
    }

    /** The other service shows bodies to auditors alone. */
    @Test
    void whoMayNotSeeBodiesSeesTheRest() {
        other.growth().refused = it -> it.thing().equals(a);
        topic.send(a, 1);
        await().atMost(SOON).until(() -> !other.letters("&key=" + a).isEmpty());
        String letter = "/dead-letters/" + other.firstId("&key=" + a);

        JsonNode withheld = other.get(letter).body();
        assertThat(withheld.path("cause").asString()).isEqualTo("impossible");
        assertThat(withheld.path("headers").path(EventHeaders.TYPE).asString()).isEqualTo(topic.type.wireName());
        assertThat(withheld.path("body").isString()).isFalse();
        assertThat(withheld.path("bodyBase64").isString()).isFalse();

        String auditor = LocalIssuer.shared().token(UUID.randomUUID(), "admin", "auditor");
        assertThat(other.call("GET", letter, null, auditor).body().path("body").asString())
                .contains("\"size\":1");
    }

    @Test
    void onlyAdminsMayAskAndOnlyForWhatIsThere() {
        String token = LocalIssuer.shared().token(UUID.randomUUID());
        assertThat(service.call("GET", "/dead-letters", null, token).status()).isEqualTo(403);
        assertThat(service.call("POST", "/dead-letters/replay", "{\"topic\":\"x\"}", token)
                        .status())
                .isEqualTo(403);
        assertThat(service.post("/dead-letters/replay", "{\"topic\":\"no-such\"}")
                        .status())
                .isEqualTo(404);
        assertThat(service.post("/dead-letters/replay", "{}").status()).isEqualTo(400);
        assertThat(service.get("/dead-letters/nonsense").status()).isEqualTo(404);
        assertThat(service.get("/dead-letters?after=nonsense").status()).isEqualTo(400);
        assertThat(service.get("/dead-letters?limit=0").status()).isEqualTo(400);
    }

    /** A record that somebody replayed for a group that does not read it disturbs nobody. */
    @Test
    void aReplayForAnotherGroupIsPassedOver() {
        var record = topic.record(a, 1);
        record.headers().add(EventHeaders.REPLAY_GROUP, "somebody".getBytes(StandardCharsets.UTF_8));
        topic.broker.send(record);
        topic.broker.send(topic.record(a, 2));

        await().atMost(SOON).until(() -> other.growth().noted.contains(a + 2));
        assertThat(other.growth().noted).doesNotContain(a + 1);
        await().atMost(SOON).until(() -> service.letters("&key=" + a).equals(List.of(a + " OPEN 1")));
        topic.broker.awaitDrained("growing-service", topic.name);
        assertThat(service.letters("&key=" + a)).containsExactly(a + " OPEN 1");
    }
}

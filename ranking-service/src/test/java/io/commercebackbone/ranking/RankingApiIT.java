package io.commercebackbone.ranking;

import static io.commercebackbone.ranking.OrderEvents.ordered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.Topics;
import io.commercebackbone.local.Answer;
import io.commercebackbone.local.BadTokens;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.SharedBroker;
import io.commercebackbone.openapi.DescribedService;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

class RankingApiIT implements DescribedService {

    private static RunningService service;

    private final SharedBroker broker = RunningService.BROKER;

    @BeforeAll
    static void start() {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Override
    public String description() {
        return service.getWithoutToken("/v3/api-docs").text();
    }

    @Test
    void aWindowHoldsItsCalendarDaysInTheConfiguredZone() {
        UUID product = UUID.randomUUID();
        int quantity = 1;
        for (int daysAgo : List.of(0, 2, 3, 6, 7, 29, 30, 200)) {
            broker.send(ordered(product, quantity, startOfDay(daysAgo)));
            quantity *= 10;
        }
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);

        assertThat(score(product, "today")).isEqualTo(1);
        assertThat(score(product, "3d")).isEqualTo(11);
        assertThat(score(product, "7d")).isEqualTo(1_111);
        assertThat(score(product, "30d")).isEqualTo(111_111);
    }

    @Test
    void theBestComeFirstAndEqualScoresAreDecidedByTheGreaterId() {
        UUID best = UUID.fromString("00000000-0000-7000-8000-000000000001");
        UUID elder = UUID.fromString("00000000-0000-7000-8000-000000000002");
        UUID younger = UUID.fromString("00000000-0000-7000-8000-000000000003");
        // far above what other tests sell
        broker.send(List.of(
                ordered(best, 2_000_000),
                ordered(elder, 500_000),
                ordered(younger, 1_000_000),
                ordered(elder, 500_000)));
        broker.awaitDrained(RunningService.GROUP, Topics.ORDER_CREATED);

        JsonNode body = service.get("/rankings?window=today&limit=3").body();

        assertThat(body.path("window").asString()).isEqualTo("today");
        List<String> lines = new ArrayList<>();
        body.path("items")
                .forEach(it -> lines.add("%d %s %d"
                        .formatted(
                                it.path("rank").asLong(),
                                it.path("productId").asString(),
                                it.path("score").asLong())));
        assertThat(lines)
                .containsExactly("1 " + best + " 2000000", "2 " + younger + " 1000000", "3 " + elder + " 1000000");
        assertThat(service.get("/rankings/products/" + elder)
                        .body()
                        .path("rank")
                        .asLong())
                .isEqualTo(3);
        assertThat(service.get("/rankings?window=7d&limit=2").body().path("items"))
                .hasSize(2);
    }

    @Test
    void aProductThatWasNeverSoldHasNoRank() {
        UUID product = UUID.randomUUID();

        Answer answer = service.get("/rankings/products/" + product + "?window=30d");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("productId").asString()).isEqualTo(product.toString());
        assertThat(answer.body().path("rank").isNull()).isTrue();
        assertThat(answer.body().path("score").asLong()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rankings?window=1d",
                "/rankings?window=TODAY",
                "/rankings?limit=0",
                "/rankings?limit=101",
                "/rankings?limit=many",
                "/rankings/products/7",
                "/rankings/products/0199a0b0-11aa-7e01-8b7e-2f9c5d6e7f80?window=year"
            })
    void refusesWhatItDoesNotKnow(String path) {
        Answer answer = service.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header(HttpHeaders.CONTENT_TYPE)).startsWith("application/problem+json");
        assertThat(answer.body().path("code").asString()).isEqualTo("validation-failed");
        assertThat(answer.body().path("traceId").asString()).isNotEmpty();
    }

    @Test
    void asksForATokenThatHolds() {
        List<@Nullable String> refused = new ArrayList<>(
                BadTokens.of(LocalIssuer.shared(), UUID.randomUUID()).values());
        refused.add(null);
        for (String token : refused) {
            for (String path : List.of("/rankings", "/admin/ranking-service/rebuild")) {
                Answer answer = service.getWith(token, path);
                assertThat(answer.status()).as("%s with %s", path, token).isEqualTo(401);
                assertThat(answer.code()).isEqualTo("unauthorized");
            }
        }
    }

    @Test
    void onlyOperatorsHaveTheRankingCountedAnew() {
        assertThat(service.beginRebuildAsAUser().status()).isEqualTo(403);
        assertThat(service.rebuild().code()).isEqualTo("not-found");
        assertThat(service.abortRebuild().code()).isEqualTo("no-rebuild-running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"from\":\"2020-01-01\"}", "{\"from\":\"2999-01-01\"}", "{\"from\":\"soon\"}", "[]", "{"})
    void countsOnlyDaysAnewThatAWindowAsksFor(String body) {
        Answer answer = service.beginRebuild(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("validation-failed");
    }

    @Test
    void withoutRedisItAsksToComeBackLaterAndIsNotReady() {
        LocalRedis.shared().kill();
        try {
            Answer answer = service.get("/rankings?window=7d");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().path("code").asString()).isEqualTo("service-unavailable");
            assertThat(answer.header(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
            assertThat(health("readiness")).isEqualTo(503);
            assertThat(health("liveness")).isEqualTo(200);
        } finally {
            LocalRedis.shared().restart();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.get("/rankings").status() == 200);
        assertThat(health("readiness")).isEqualTo(200);
    }

    @Test
    void aRedisThatHangsIsGivenUpAfterTheTimeout() {
        LocalRedis.shared().pause();
        try {
            Instant asked = Instant.now();

            assertThat(service.get("/rankings").status()).isEqualTo(503);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
        } finally {
            LocalRedis.shared().resume();
        }
    }

    @Test
    void withoutKafkaItIsReadyAndAnswers() {
        LocalKafka.shared().pause();
        RunningService alone = null;
        try {
            alone = RunningService.start("spring.kafka.consumer.properties[default.api.timeout.ms]=2000");

            assertThat(alone.get("/rankings").status()).isEqualTo(200);
            assertThat(alone.beginRebuild("{}").code()).isEqualTo("service-unavailable");
            assertThat(alone.getWithoutToken("/actuator/health/readiness").status())
                    .isEqualTo(200);
        } finally {
            // first the broker: a consumer says goodbye to it
            LocalKafka.shared().resume();
            if (alone != null) {
                alone.close();
            }
        }
    }

    @Test
    void kafkaCanBeLeftOut() {
        try (RunningService alone = RunningService.start("spring.kafka.enabled=false")) {
            assertThat(alone.get("/rankings").status()).isEqualTo(200);
            assertThat(alone.beginRebuild("{}").code()).isEqualTo("kafka-switched-off");
        }
    }

    private static int health(String group) {
        return service.getWithoutToken("/actuator/health/" + group).status();
    }

    private static long score(UUID product, String window) {
        return service.get("/rankings/products/" + product + "?window=" + window)
                .body()
                .path("score")
                .asLong();
    }

    private static Instant startOfDay(int daysAgo) {
        return LocalDate.now(RunningService.ZONE)
                .minusDays(daysAgo)
                .atTime(LocalTime.MIN)
                .atZone(RunningService.ZONE)
                .toInstant();
    }
}

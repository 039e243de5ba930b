package io.commercebackbone.dataplatform;

import static io.commercebackbone.dataplatform.PaymentEvents.id;
import static io.commercebackbone.dataplatform.PaymentEvents.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.BadTokens;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalPostgres;
import io.commercebackbone.openapi.DescribedService;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import tools.jackson.databind.JsonNode;

class DeliveriesApiIT implements DescribedService {

    private static final String PATH = "/admin/dataplatform-service/deliveries";

    private static OutsidePlatform platform;
    private static RunningService service;

    @BeforeAll
    static void start() {
        platform = OutsidePlatform.start();
        service = RunningService.start(platform.url());
    }

    @AfterAll
    static void stop() {
        service.close();
        platform.close();
    }

    @Override
    public String description() {
        return service.getWithoutToken("/v3/api-docs").text();
    }

    @BeforeEach
    void well() {
        platform.answer(200);
    }

    @Test
    void tellsWhatBecameOfAnOrdersEvent() {
        UUID order = UUID.randomUUID();
        ProducerRecord<String, byte[]> record = paid(order);
        Instant before = Instant.now().minusSeconds(1);
        RunningService.BROKER.send(record);
        RunningService.awaitDrained();

        JsonNode items = service.get(PATH + "?orderId=" + order).body().path("items");

        assertThat(items).hasSize(1);
        JsonNode item = items.get(0);
        assertThat(item.path("eventId").asString()).isEqualTo(id(record));
        assertThat(item.path("orderId").asString()).isEqualTo(order.toString());
        assertThat(item.path("state").asString()).isEqualTo("DELIVERED");
        assertThat(item.path("attempts").asInt()).isEqualTo(1);
        assertThat(item.path("status").asInt()).isEqualTo(200);
        assertThat(Instant.parse(item.path("deliveredAt").asString())).isBetween(before, Instant.now());
        assertThat(item.path("paymentId").asString()).isNotEmpty();
    }

    @Test
    void showsWhatWaitsAndWhy() {
        UUID order = UUID.randomUUID();
        platform.answer(503);
        RunningService.BROKER.send(paid(order));

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode item = service.get(PATH + "?orderId=" + order).body().at("/items/0");
            assertThat(item.path("state").asString()).isEqualTo("WAITING");
            assertThat(item.path("status").asInt()).isEqualTo(503);
            assertThat(item.path("attempts").asInt()).isGreaterThan(1);
            assertThat(item.path("deliveredAt").isNull()).isTrue();
        });
        platform.answer(200);
        RunningService.awaitDrained();
    }

    @Test
    void pagesAreLatestFirstWithoutGapOrRepetition() {
        UUID order = UUID.randomUUID();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            ProducerRecord<String, byte[]> record = paid(order);
            sent.addFirst(id(record));
            RunningService.BROKER.send(record);
            RunningService.awaitDrained();
        }

        List<String> read = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    service.get(PATH + "?limit=3&orderId=" + order + next).body();
            page.path("items").forEach(it -> read.add(it.path("eventId").asString()));
            next = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asLong();
        } while (!next.isEmpty());

        assertThat(read).isEqualTo(sent);
        assertThat(service.get(PATH + "?limit=2")
                        .body()
                        .path("items")
                        .get(0)
                        .path("eventId")
                        .asString())
                .isEqualTo(sent.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=x", "?after=x", "?orderId=7"})
    void refusesWhatItDoesNotUnderstand(String query) {
        Answer answer = service.get(PATH + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asString()).isEqualTo("validation-failed");
    }

    @Test
    void isForAdminsOnly() {
        assertThat(service.getWithoutToken(PATH).status()).isEqualTo(401);
        assertThat(service.get(PATH, LocalIssuer.shared().token(UUID.randomUUID()))
                        .status())
                .isEqualTo(403);
        BadTokens.of(LocalIssuer.shared(), UUID.randomUUID())
                .forEach((what, token) ->
                        assertThat(service.get(PATH, token).status()).as(what).isEqualTo(401));
    }

    @Test
    void withoutItsDatabaseItAsksToComeBackLater() {
        LocalPostgres.shared().kill();
        try {
            Answer answer = service.get(PATH);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().path("code").asString()).isEqualTo("service-unavailable");
            assertThat(health(service, "liveness")).isEqualTo(200);
        } finally {
            LocalPostgres.shared().restart();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> service.get(PATH).status() == 200);
    }

    @Test
    void isReadyWithoutThePlatformAndWithoutKafka() {
        LocalKafka.shared().pause();
        RunningService alone = null;
        try {
            alone = RunningService.start("http://localhost:1");

            assertThat(health(alone, "readiness")).isEqualTo(200);
            assertThat(alone.get(PATH).status()).isEqualTo(200);
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
        try (RunningService alone = RunningService.start(platform.url(), "spring.kafka.enabled=false")) {
            assertThat(alone.get(PATH).status()).isEqualTo(200);
        }
    }

    @Test
    void doesNotStartWithoutASecret() {
        List<String> settings = RunningService.settings(platform.url())
                .with("platform.secret=short")
                .arguments();

        Throwable refused = catchThrowable(
                () -> SpringApplication.run(DataPlatformServiceApplication.class, settings.toArray(String[]::new)));

        assertThat(refused).hasStackTraceContaining("platform.secret must have 32 bytes or more");
    }

    @Test
    void forgetsWhatIsPastItsRetention() {
        UUID old = UUID.randomUUID();
        UUID young = UUID.randomUUID();
        insert(old, Instant.now().minus(Duration.ofDays(91)));
        insert(young, Instant.now().minus(Duration.ofDays(89)));

        try (RunningService trimming = RunningService.start(platform.url(), "delivery-log.trim-interval=100ms")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> entries(trimming, old) == 0);
            assertThat(entries(trimming, young)).isEqualTo(1);
        }
    }

    private static int entries(RunningService of, UUID order) {
        return of.get(PATH + "?orderId=" + order).body().path("items").size();
    }

    private static void insert(UUID order, Instant at) {
        RunningService.sql()
                .sql("""
                insert into deliveries
                       (event_id, order_id, payment_id, state, status, attempts, first_attempt_at, last_attempt_at, delivered_at)
                values (:id, :order, :id, 'DELIVERED', 200, 1, :at, :at, :at)
                """)
                .param("id", UUID.randomUUID())
                .param("order", order)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static int health(RunningService of, String group) {
        return of.getWithoutToken("/actuator/health/" + group).status();
    }
}

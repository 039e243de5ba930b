package io.commercebackbone.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.BadTokens;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.LocalKafka;
import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.openapi.DescribedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class CartApiIT implements DescribedService {

    private static RunningService service;

    private final UUID user = UUID.randomUUID();
    private final UUID product = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @BeforeAll
    static void start() {
        service = RunningService.start("cart.max-items=3");
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
    void aNewUserHasAnEmptyCart() {
        Answer answer = service.get(user);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void putSetsTheQuantityAndAnswersTheCartWithTheLatestChangeLast() {
        service.put(user, product, 1);
        service.put(user, other, 999);
        Answer answer = service.put(user, product, 3);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().toString())
                .isEqualTo("{\"items\":[{\"productId\":\"%s\",\"quantity\":999},{\"productId\":\"%s\",\"quantity\":3}]}"
                        .formatted(other, product));
        assertThat(service.get(user).body()).isEqualTo(answer.body());
        assertThat(service.get(UUID.randomUUID()).body().path("items")).isEmpty();
    }

    @Test
    void deletesAnItemOrTheWholeCartAlsoWhenThereIsNone() {
        service.put(user, product, 1);
        service.put(user, other, 1);

        assertThat(service.delete(user, "/carts/me/items/" + product).status()).isEqualTo(204);
        assertThat(service.products(user)).containsExactly(other);
        assertThat(service.delete(user, "/carts/me/items/" + product).status()).isEqualTo(204);

        assertThat(service.delete(user, "/carts/me").status()).isEqualTo(204);
        assertThat(service.products(user)).isEmpty();
        assertThat(service.delete(user, "/carts/me").status()).isEqualTo(204);
    }

    @Test
    void aFullCartTakesNoOtherProduct() {
        List<UUID> products = Stream.generate(UUID::randomUUID).limit(3).toList();
        products.forEach(it -> service.put(user, it, 1));

        Answer refused = service.put(user, product, 1);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("code").asString()).isEqualTo("cart-full");
        assertThat(service.put(user, products.getFirst(), 5).status()).isEqualTo(200);
        assertThat(service.products(user)).hasSize(3);
    }

    @Test
    void severalClientsAtOnceDoNotOverfillACart() throws Exception {
        List<Integer> statuses = atOnce(Stream.generate(UUID::randomUUID)
                .limit(20)
                .<Callable<Integer>>map(it -> () -> service.put(user, it, 1).status())
                .toList());

        assertThat(statuses).containsOnly(200, 409).filteredOn(it -> it == 200).hasSize(3);
        assertThat(service.products(user)).hasSize(3);
    }

    @Test
    void whatSeveralClientsChangeAtOnceIsAllThere() throws Exception {
        UUID removed = UUID.randomUUID();
        service.put(user, removed, 1);

        atOnce(List.of(
                () -> putOneAfterTheOther(product),
                () -> putOneAfterTheOther(other),
                () -> service.delete(user, "/carts/me/items/" + removed).status()));

        assertThat(service.get(user).body().path("items"))
                .extracting(it -> it.path("productId").asString() + " "
                        + it.path("quantity").asInt())
                .containsExactlyInAnyOrder(product + " 30", other + " 30");
    }

    /** Each answer shows what was put, whatever else happens to the cart. */
    private int putOneAfterTheOther(UUID product) {
        for (int quantity = 1; quantity <= 30; quantity++) {
            String item = "{\"productId\":\"%s\",\"quantity\":%d}".formatted(product, quantity);
            assertThat(service.put(user, product, quantity).text()).contains(item);
        }
        return 200;
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        List<T> results = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> each : clients.invokeAll(calls)) {
                results.add(each.get());
            }
        }
        return results;
    }

    @Test
    void aCartLivesForThirtyDaysAfterTheLastItemWasPut() {
        service.put(user, product, 1);

        assertThat(StoredCart.timeToLive(user))
                .isBetween(
                        Duration.ofDays(30).toSeconds() - 60,
                        Duration.ofDays(30).toSeconds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"quantity\":0}",
                "{\"quantity\":-1}",
                "{\"quantity\":1000}",
                "{\"quantity\":1.5}",
                "{\"quantity\":\"many\"}",
                "{\"quantity\":null}",
                "{}",
                "[]",
                "quantity",
                ""
            })
    void refusesWhatIsNoQuantity(String body) {
        Answer answer = service.put(user, product.toString(), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header(HttpHeaders.CONTENT_TYPE)).startsWith("application/problem+json");
        assertThat(answer.body().path("code").asString()).isEqualTo("validation-failed");
        assertThat(answer.body().path("traceId").asString()).isNotEmpty();
        assertThat(service.products(user)).isEmpty();
    }

    @Test
    void refusesWhatIsNoProductId() {
        assertThat(service.put(user, "7", "{\"quantity\":1}").status()).isEqualTo(400);
        assertThat(service.delete(user, "/carts/me/items/7").status()).isEqualTo(400);
    }

    @Test
    void answersMistakesAboutHttpAsProblems() {
        String item = "/carts/me/items/" + product;
        String tooLarge = "{\"quantity\":1,\"note\":\"%s\"}".formatted("x".repeat(100_000));

        assertThat(service.send(user, "PATCH", item, "{}", "application/json")).isEqualTo("405 method-not-allowed");
        assertThat(service.send(user, "PUT", item, "quantity=1", "text/plain")).isEqualTo("415 unsupported-media-type");
        assertThat(service.send(user, "PUT", item, tooLarge, "application/json"))
                .startsWith("413 ");
        assertThat(service.send(user, "GET", "/carts/" + other, null, "application/json"))
                .isEqualTo("404 not-found");
        assertThat(service.products(user)).isEmpty();
    }

    @Test
    void asksForATokenThatHolds() {
        List<@Nullable String> refused =
                new ArrayList<>(BadTokens.of(LocalIssuer.shared(), user).values());
        refused.add(null);
        for (String token : refused) {
            for (String path : List.of("/carts/me", "/admin/cart-service/dead-letters")) {
                Answer answer = service.getWith(token, path);
                assertThat(answer.status()).as("%s with %s", path, token).isEqualTo(401);
                assertThat(answer.code()).isEqualTo("unauthorized");
            }
        }
    }

    @Test
    void withoutRedisItAsksToComeBackLaterAndIsNotReady() {
        LocalRedis.shared().kill();
        try {
            Answer answer = service.put(user, product, 1);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().path("code").asString()).isEqualTo("service-unavailable");
            assertThat(answer.header(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
            assertThat(service.get(user).status()).isEqualTo(503);
            assertThat(health("readiness")).isEqualTo(503);
            assertThat(health("liveness")).isEqualTo(200);
        } finally {
            LocalRedis.shared().restart();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> service.put(user, product, 2).status() == 200);
        assertThat(health("readiness")).isEqualTo(200);
    }

    @Test
    void withoutKafkaItIsReadyAndWorks() {
        LocalKafka.shared().pause();
        RunningService alone = null;
        try {
            alone = RunningService.start();

            assertThat(alone.put(user, product, 1).status()).isEqualTo(200);
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
            assertThat(alone.put(user, product, 1).status()).isEqualTo(200);
        }
    }

    private static int health(String group) {
        return service.getWithoutToken("/actuator/health/" + group).status();
    }
}

package io.commercebackbone.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OrderApiIT {

    private static final RunningService service = RunningService.start("order_api");

    private final Api admin = service.admin();
    private final UUID userId = UUID.randomUUID();
    private final Api user = service.as(userId);

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anOrderTakesStockAtThePriceOfThatMoment() {
        UUID pen = admin.newProduct("pen", 1_500, 10);
        UUID ink = admin.newProduct("ink", 300, 2);
        Instant before = Instant.now();

        Answer placed = order("""
                [{"productId": "%s", "quantity": 2}, {"productId": "%s", "quantity": 1}]""".formatted(pen, ink));
        admin.patch("/admin/products/" + pen, "{\"price\": 9999}");

        assertThat(placed.status()).isEqualTo(201);
        JsonNode order = placed.body();
        assertThat(order.path("userId").asString()).isEqualTo(userId.toString());
        assertThat(order.path("status").asString()).isEqualTo("PENDING");
        assertThat(order.path("items").toString()).isEqualTo("""
                [{"productId":"%s","quantity":2,"unitPrice":1500},{"productId":"%s","quantity":1,"unitPrice":300}]""".formatted(pen, ink));
        assertThat(order.path("totalAmount").toString()).isEqualTo("3300");
        assertThat(order.path("discountAmount").toString()).isEqualTo("0");
        assertThat(order.path("paymentAmount").toString()).isEqualTo("3300");
        Instant createdAt = Instant.parse(order.path("createdAt").asString());
        assertThat(createdAt).isBetween(before, Instant.now());
        assertThat(Instant.parse(order.path("expiresAt").asString())).isEqualTo(createdAt.plus(Duration.ofMinutes(15)));
        assertThat(user.get(placed.header("Location")).body()).isEqualTo(order);
        assertThat(user.get("/products/" + pen).body().path("stock").asInt()).isEqualTo(8);
        assertThat(user.get("/products/" + ink).body().path("stock").asInt()).isEqualTo(1);
    }

    @Test
    void answersAndProblemsComeInOnePiece() {
        UUID product = admin.newProduct("Kettle", 100, 1);

        for (Answer answer : List.of(user.order(product, 1), user.order(product, 1))) {
            assertThat(answer.header("Transfer-Encoding")).isEmpty();
            assertThat(answer.header("Content-Length"))
                    .isEqualTo(Integer.toString(answer.response().body().length()));
        }
    }

    @Test
    void theLedgerNamesTheOrder() {
        UUID pen = admin.newProduct("pen", 1_500, 10);

        String order = user.order(pen, 3).body().path("id").asString();

        JsonNode entry = admin.get("/admin/products/" + pen + "/stock-adjustments")
                .body()
                .path("items")
                .get(0);
        assertThat(entry.path("delta").asInt()).isEqualTo(-3);
        assertThat(entry.path("reason").asString()).isEqualTo("ORDERED");
        assertThat(entry.path("reference").asString()).isEqualTo(order);
        assertThat(entry.path("stockAfter").asInt()).isEqualTo(7);
    }

    @Test
    void aPriceThatTheClientGivesIsIgnored() {
        UUID pen = admin.newProduct("pen", 1_500, 10);

        Answer placed = order("""
                [{"productId": "%s", "quantity": 1, "unitPrice": 1}]""".formatted(pen));

        assertThat(placed.body().path("totalAmount").asInt()).isEqualTo(1_500);
    }

    @Test
    void anUnknownProductIsNotFound() {
        UUID unknown = UUID.randomUUID();
        UUID pen = admin.newProduct("pen", 1_500, 10);

        Answer refused = order("""
                [{"productId": "%s", "quantity": 1}, {"productId": "%s", "quantity": 1}]""".formatted(pen, unknown));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("product-not-found");
        assertThat(refused.body().path("detail").asString()).contains(unknown.toString());
        assertThat(user.get("/products/" + pen).body().path("stock").asInt()).isEqualTo(10);
    }

    @Test
    void tooFewUnitsAreAConflictThatSaysHowManyThereAre() {
        UUID pen = admin.newProduct("golden pen", 1_500, 3);

        Answer refused = user.order(pen, 4);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("insufficient-stock");
        assertThat(refused.body().path("detail").asString())
                .contains("golden pen", pen.toString(), "4 wanted", "3 available");
    }

    @Test
    void aRefusedOrderLeavesNoTrace() {
        UUID pen = admin.newProduct("pen", 1_500, 3);

        user.order(pen, 4);

        assertThat(user.get("/orders").body().path("items").size()).isZero();
        assertThat(service.count(
                        "select count(*) from outbox where payload is not null and convert_from(payload, "
                                + "'UTF8') like '%' || ? || '%'",
                        userId.toString()))
                .isZero();
        assertThat(service.count("select count(*) from stock_ledger where product_id = ?", pen))
                .isEqualTo(1);
    }

    @Test
    void aCouponThatNobodyIssuedIsNotUsable() {
        UUID pen = admin.newProduct("pen", 1_500, 3);

        Answer refused = user.post("/orders", """
                {"items": [{"productId": "%s", "quantity": 1}], "couponId": "%s"}""".formatted(pen, UUID.randomUUID()));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("coupon-not-usable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "{}",
                "{\"items\": null}",
                "{\"items\": []}",
                "{\"items\": [null]}",
                "{\"items\": {}}",
                "{\"items\": [{}]}",
                "{\"items\": [{\"quantity\": 1}]}",
                "{\"items\": [{\"productId\": \"pen\", \"quantity\": 1}]}",
                "{\"items\": [{\"productId\": \"$P\"}]}",
                "{\"items\": [{\"productId\": \"$P\", \"quantity\": 0}]}",
                "{\"items\": [{\"productId\": \"$P\", \"quantity\": -1}]}",
                "{\"items\": [{\"productId\": \"$P\", \"quantity\": 1000}]}",
                "{\"items\": [{\"productId\": \"$P\", \"quantity\": 1.5}]}",
                "{\"items\": [{\"productId\": \"$P\", \"quantity\": 4294967297}]}",
                "{\"items\": [{\"productId\": \"$P\", \"quantity\": \"two\"}]}",
                "{\"items\": [{\"productId\": \"$P\", \"quantity\": 1}, {\"productId\": \"$P\", \"quantity\": 2}]}",
                "{\"items\": [{\"productId\": \"$P\", \"quantity\": 1}], \"couponId\": \"free\"}"
            })
    void anInvalidOrderIsRefused(String body) {
        UUID pen = admin.newProduct("pen", 1_500, 3);

        Answer refused = user.post("/orders", body.replace("$P", pen.toString()));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.code()).isEqualTo("validation-failed");
        assertThat(refused.body().path("traceId").asString()).isNotEmpty();
        assertThat(refused.response().body()).doesNotContain("io.commercebackbone", "java.", "jackson");
    }

    @Test
    void fiftyProductsAreAnOrderAndOneMoreIsTooMany() {
        List<String> items = IntStream.range(0, 51)
                .mapToObj(i -> admin.newProduct("pen " + i, 1, 1))
                .map("{\"productId\": \"%s\", \"quantity\": 1}"::formatted)
                .toList();

        Answer tooMany = order(items.toString());
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.code()).isEqualTo("validation-failed");
        assertThat(order(items.subList(0, 50).toString())
                        .body()
                        .path("totalAmount")
                        .asInt())
                .isEqualTo(50);
    }

    @Test
    void aHugeBodyIsRefused() {
        String items = Stream.generate(() -> "{\"productId\": \"%s\", \"quantity\": 1}".formatted(UUID.randomUUID()))
                .limit(2_000)
                .collect(Collectors.joining(","));

        Answer refused = order("[" + items + "]");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("content-too-large");
    }

    @Test
    void somebodyElsesOrderIsNotFound() {
        UUID pen = admin.newProduct("pen", 1_500, 3);
        Answer placed = user.order(pen, 1);

        for (Api other : List.of(service.as(UUID.randomUUID()), admin)) {
            Answer hidden = other.get(placed.header("Location"));
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.code()).isEqualTo("not-found");
            assertThat(other.get("/orders").body().path("items").size()).isZero();
        }
        assertThat(user.get("/orders/" + UUID.randomUUID()).code()).isEqualTo("not-found");
        assertThat(user.get("/orders/mine").status()).isEqualTo(400);
    }

    @Test
    void ordersAreListedLatestFirstInPages() {
        UUID pen = admin.newProduct("pen", 1, 10);
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> user.order(pen, 1).body().path("id").asString())
                .toList();

        JsonNode first = user.get("/orders?limit=3&status=PENDING").body();
        JsonNode second = user.get("/orders?limit=3&status=PENDING&after="
                        + first.path("next").asString())
                .body();

        assertThat(Stream.of(first, second)
                        .flatMap(page -> page.path("items").valueStream())
                        .map(it -> it.path("id").asString()))
                .containsExactlyElementsOf(ids.reversed());
        assertThat(first.path("items").get(0).path("items").size()).isEqualTo(1);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(user.get("/orders").body().path("items").size()).isEqualTo(5);
        assertThat(user.get("/orders?status=PAID").body().path("items").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "status=LOST", "after=last"})
    void anInvalidPageIsRefused(String query) {
        Answer refused = user.get("/orders?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("validation-failed");
    }

    @Test
    void wrongMethodAndMediaTypeAreProblemsToo() {
        Answer method = user.patch("/orders", "{}");

        assertThat(method.status()).isEqualTo(405);
        assertThat(method.code()).isEqualTo("method-not-allowed");
        Answer nothing = user.get("/nothing-here");
        assertThat(nothing.code()).isEqualTo("not-found");
        assertThat(nothing.body().path("detail").asString()).isEqualTo("There is nothing at this path");
    }

    private Answer order(String items) {
        return user.post("/orders", "{\"items\": %s}".formatted(items));
    }
}

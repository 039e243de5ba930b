package io.commercebackbone.order.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.order.Api;
import io.commercebackbone.order.RunningService;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CatalogueApiIT {

    private static final RunningService service = RunningService.start("catalogue_api");

    private final Api admin = service.admin();
    private final Api user = service.as(UUID.randomUUID());

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void emptyCatalogue() {
        service.sql()
                .sql("truncate products, stock_ledger, orders, order_lines, order_history")
                .update();
    }

    @Test
    void aProductIsCreatedWhereItsLocationSays() {
        Answer created = admin.post("/admin/products", """
                {"name": "만년필", "price": 19900.50, "stock": 7}""");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().path("name").asString()).isEqualTo("만년필");
        assertThat(created.response().body()).contains("\"price\":19900.5,").contains("\"stock\":7");
        Answer read = user.get(created.header("Location"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(created.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": \" \", \"price\": 1, \"stock\": 1}",
                "{\"name\": \"a\\u0000b\", \"price\": 1, \"stock\": 1}",
                "{\"name\": \"a\", \"price\": -1, \"stock\": 1}",
                "{\"name\": \"a\", \"price\": 0.001, \"stock\": 1}",
                "{\"name\": \"a\", \"price\": 1e999999, \"stock\": 1}",
                "{\"name\": \"a\", \"price\": \"cheap\", \"stock\": 1}",
                "{\"name\": \"a\", \"price\": 1, \"stock\": -1}",
                "{\"name\": \"a\", \"price\": 1, \"stock\": 1000000001}",
                "{\"name\": \"a\", \"price\": 1",
                "[]",
                ""
            })
    void anInvalidProductIsRefused(String body) {
        Answer refused = admin.post("/admin/products", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.code()).isEqualTo("validation-failed");
        assertThat(refused.body().propertyNames()).contains("type", "title", "status", "detail", "code", "traceId");
        assertThat(service.count("select count(*) from products")).isZero();
    }

    @Test
    void nameAndPriceChangeAloneOrTogether() {
        UUID id = admin.newProduct("pen", 100, 1);

        assertThat(admin.patch("/admin/products/" + id, "{\"price\": 120}").status())
                .isEqualTo(200);
        Answer changed = admin.patch("/admin/products/" + id, "{\"name\": \"fine pen\"}");

        assertThat(changed.body()).isEqualTo(user.get("/products/" + id).body());
        assertThat(changed.body().path("name").asString()).isEqualTo("fine pen");
        assertThat(changed.body().path("price").asInt()).isEqualTo(120);
        assertThat(changed.body().path("stock").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"name\": \" \"}", "{\"name\": \"\"}", "{\"price\": -1}", "{\"price\": 1000000001}"})
    void anInvalidChangeIsRefused(String body) {
        UUID id = admin.newProduct("pen", 100, 1);

        Answer refused = admin.patch("/admin/products/" + id, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("validation-failed");
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        UUID unknown = UUID.randomUUID();
        for (Answer answer : List.of(
                user.get("/products/" + unknown),
                admin.patch("/admin/products/" + unknown, "{\"price\": 1}"),
                admin.get("/admin/products/" + unknown + "/stock-adjustments"),
                admin.get("/admin/products/" + unknown + "/stock-adjustments/1"),
                adjust(unknown, 1))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not-found");
        }
    }

    @Test
    void stockAdjustmentsAreALedgerThatAddsUp() {
        UUID id = admin.newProduct("pen", 100, 10);

        Answer more = adjust(id, 5);
        Answer less = adjust(id, -12);

        assertThat(more.status()).isEqualTo(201);
        assertThat(more.body().path("stockAfter").asInt()).isEqualTo(15);
        assertThat(admin.get(more.header("Location")).body()).isEqualTo(more.body());
        assertThat(less.body().path("stockAfter").asInt()).isEqualTo(3);
        JsonNode ledger =
                admin.get("/admin/products/" + id + "/stock-adjustments").body();
        assertThat(ledger.path("items").valueStream().map(it -> it.path("delta").asInt()))
                .containsExactly(-12, 5, 10);
        assertThat(ledger.path("items")
                        .valueStream()
                        .map(it -> it.path("reason").asString()))
                .containsExactly("count", "count", "INITIAL");
        assertThat(ledger.path("next").isNull()).isTrue();
    }

    @Test
    void moreThanThereIsCannotBeTaken() {
        UUID id = admin.newProduct("pen", 100, 10);

        Answer refused = adjust(id, -11);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("insufficient-stock");
        assertThat(refused.body().path("detail").asString()).contains("10", "11");
        assertThat(user.get("/products/" + id).body().path("stock").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"delta\": 0, \"reason\": \"x\"}",
                "{\"reason\": \"x\"}",
                "{\"delta\": 1}",
                "{\"delta\": 1, \"reason\": \" \"}",
                "{\"delta\": 1.5, \"reason\": \"x\"}",
                "{\"delta\": 1000000000, \"reason\": \"beyond what can be counted\"}",
                "{\"delta\": 99999999999, \"reason\": \"x\"}"
            })
    void anInvalidAdjustmentIsRefused(String body) {
        UUID id = admin.newProduct("pen", 100, 10);

        Answer refused = admin.post("/admin/products/" + id + "/stock-adjustments", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("validation-failed");
        assertThat(user.get("/products/" + id).body().path("stock").asInt()).isEqualTo(10);
    }

    @Test
    void theLedgerIsReadInPages() {
        UUID id = admin.newProduct("pen", 100, 10);
        adjust(id, 1);
        adjust(id, 2);
        String path = "/admin/products/" + id + "/stock-adjustments";

        JsonNode first = admin.get(path + "?limit=2").body();
        JsonNode second = admin.get(
                        path + "?limit=2&after=" + first.path("next").asString())
                .body();

        assertThat(first.path("items").valueStream().map(it -> it.path("delta").asInt()))
                .containsExactly(2, 1);
        assertThat(second.path("items").valueStream().map(it -> it.path("delta").asInt()))
                .containsExactly(10);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void productsAreListedNewestFirstUnlessAskedOtherwise() {
        admin.newProduct("b", 300, 1);
        admin.newProduct("C", 100, 1);
        admin.newProduct("a", 200, 1);
        admin.newProduct("a", 100, 1);

        assertThat(names("/products")).containsExactly("a", "a", "C", "b");
        assertThat(names("/products?sort=newest&limit=1")).containsExactly("a", "a", "C", "b");
        assertThat(names("/products?sort=name&limit=1")).containsExactly("C", "a", "a", "b");
        assertThat(names("/products?sort=price&limit=1")).containsExactly("C", "a", "a", "b");
        assertThat(names("/products?sort=price&limit=3")).containsExactly("C", "a", "a", "b");
    }

    @Test
    void whatIsLowOrSoldOutIsVisible() {
        admin.newProduct("plenty", 1, 11);
        admin.newProduct("few", 1, 10);
        UUID last = admin.newProduct("last", 1, 1);
        admin.newProduct("none", 1, 0);

        assertThat(user.get("/products/" + last).body().path("availability").asString())
                .isEqualTo("LOW");
        user.order(last, 1);

        assertThat(user.get("/products/" + last).body().path("availability").asString())
                .isEqualTo("SOLD_OUT");
        assertThat(names("/admin/products?stock=sold_out&limit=1")).containsExactly("none", "last");
        assertThat(names("/admin/products?stock=low")).containsExactly("few");
        assertThat(names("/admin/products?stock=in_stock")).containsExactly("plenty");
        assertThat(names("/admin/products?limit=3")).containsExactly("none", "last", "few", "plenty");
        assertThat(admin.get("/admin/products?stock=some").code()).isEqualTo("validation-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=many",
                "sort=stock",
                "after=last",
                "after=00000000-0000-0000-0000-000000000000"
            })
    void anInvalidPageIsRefused(String query) {
        Answer refused = user.get("/products?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("validation-failed");
    }

    private Answer adjust(UUID product, int delta) {
        return admin.post("/admin/products/" + product + "/stock-adjustments", """
                {"delta": %d, "reason": "count"}""".formatted(delta));
    }

    /** Follows the pages to their end. */
    private List<String> names(String path) {
        List<String> names = new ArrayList<>();
        Api reader = path.startsWith("/admin") ? admin : user;
        Answer page = reader.get(path);
        while (true) {
            assertThat(page.status()).isEqualTo(200);
            page.body().path("items").forEach(it -> names.add(it.path("name").asString()));
            if (page.body().path("next").isNull()) {
                return names;
            }
            String after = "after=" + page.body().path("next").asString();
            page = reader.get(path + (path.contains("?") ? "&" : "?") + after);
        }
    }
}

package io.commercebackbone.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.BadTokens;
import io.commercebackbone.local.LocalIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SecurityIT {

    private static final RunningService service = RunningService.start("order_security");

    private final UUID user = UUID.randomUUID();

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void nothingIsServedWithoutAValidToken() {
        List<Api> strangers = new ArrayList<>(List.of(service.anonymous(), service.withToken("")));
        BadTokens.of(LocalIssuer.shared(), user).values().forEach(token -> strangers.add(service.withToken(token)));
        for (Api stranger : strangers) {
            for (String path : List.of("/products", "/orders", "/admin/products/" + user + "/stock-adjustments")) {
                Answer refused = stranger.get(path);
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.code()).isEqualTo("unauthorized");
            }
        }
    }

    @Test
    void administrationAsksForTheAdminRole() {
        Answer refused = service.as(user, "customer").post("/admin/products", "{}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
    }

    @Test
    void whatAClientAddsToAnOrderChangesNothing() {
        UUID victim = UUID.randomUUID();
        UUID product = service.admin().newProduct("Kettle", 1_000, 10);

        Answer answer = service.as(user).post("/orders", """
                {"id": "%1$s", "userId": "%1$s", "status": "PAID", "totalAmount": 1, "discountAmount": 999,
                 "paymentAmount": 1, "items": [{"productId": "%2$s", "quantity": 2, "unitPrice": 1, "price": 1}]}""".formatted(victim, product));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("userId").asString()).isEqualTo(user.toString());
        assertThat(answer.body().path("id").asString()).isNotEqualTo(victim.toString());
        assertThat(answer.body().path("status").asString()).isEqualTo("PENDING");
        assertThat(answer.body().path("paymentAmount").asInt()).isEqualTo(2_000);
        assertThat(answer.body().path("items").path(0).path("unitPrice").asInt())
                .isEqualTo(1_000);
        assertThat(service.as(victim).get("/orders").body().path("items").isEmpty())
                .isTrue();
    }

    @Test
    void whatAnAdminAddsToAChangeOfAProductLeavesItsStockAlone() {
        UUID product = service.admin().newProduct("Kettle", 1_000, 10);

        service.admin().patch("/admin/products/" + product, """
                {"name": "Pot", "stock": 1000000, "id": "%s"}""".formatted(user));

        Answer answer = service.as(user).get("/products/" + product);
        assertThat(answer.body().path("name").asString()).isEqualTo("Pot");
        assertThat(answer.body().path("stock").asInt()).isEqualTo(10);
    }

    @Test
    void healthAndTheDescriptionOfTheApiAreOpen() {
        for (String path : List.of(
                "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/v3/api-docs")) {
            assertThat(service.anonymous().get(path).status()).as(path).isEqualTo(200);
        }
    }
}

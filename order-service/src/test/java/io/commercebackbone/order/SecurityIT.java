package io.commercebackbone.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalIssuer;
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
        List<Api> strangers = List.of(
                service.anonymous(),
                service.withToken("nonsense"),
                service.withToken(""),
                service.withToken(LocalIssuer.shared().expired(user)),
                service.withToken(LocalIssuer.shared().forged(user)));
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
    void healthAndTheDescriptionOfTheApiAreOpen() {
        for (String path : List.of(
                "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/v3/api-docs")) {
            assertThat(service.anonymous().get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void theDescriptionNamesEveryCallAndNoInnerType() {
        Answer description = service.anonymous().get("/v3/api-docs");

        assertThat(description.body().path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/products",
                        "/products/{id}",
                        "/admin/products",
                        "/admin/products/{id}",
                        "/admin/products/{id}/stock-adjustments",
                        "/admin/products/{id}/stock-adjustments/{number}",
                        "/orders",
                        "/orders/{id}");
        assertThat(description.response().body()).doesNotContain("CurrentUser");
    }
}

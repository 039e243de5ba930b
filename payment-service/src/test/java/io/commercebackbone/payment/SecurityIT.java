package io.commercebackbone.payment;

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

    private static final PlayedOrderService orders = PlayedOrderService.start();
    private static final RunningService service = RunningService.start("payment_security", orders);

    private final UUID user = UUID.randomUUID();

    @AfterAll
    static void stop() {
        service.close();
        orders.close();
    }

    @Test
    void nothingIsServedWithoutAValidToken() {
        List<Api> strangers = new ArrayList<>(List.of(service.anonymous()));
        BadTokens.of(LocalIssuer.shared(), user).values().forEach(token -> strangers.add(service.withToken(token)));
        for (Api stranger : strangers) {
            for (String path : List.of("/balances/me", "/payments", "/shipments", "/internal/refunds")) {
                Answer refused = stranger.get(path);
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.code()).isEqualTo("unauthorized");
            }
        }
    }

    @Test
    void administrationAsksForTheAdminRole() {
        Answer refused = service.as(user, "customer").post("/admin/shipments/" + user + "/start", "{}");

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
    void whatAClientAddsToAChargeChangesNothing() {
        UUID victim = UUID.randomUUID();

        Answer answer = service.as(user).post("/balances/me/charges", """
                {"amount": 100, "userId": "%s", "balance": 1000000}""".formatted(victim));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(balance(user)).isEqualTo(100);
        assertThat(balance(victim)).isZero();
    }

    @Test
    void whatAClientAddsToAPaymentChangesNothing() {
        UUID victim = UUID.randomUUID();
        Api payer = service.as(user);
        payer.charge(100);
        UUID order = orders.newOrder(user, 10);

        Answer answer = payer.post("/payments", """
                {"orderId": "%1$s", "id": "%2$s", "userId": "%2$s", "amount": 1, "paymentAmount": 1, "status": "FAILED",
                 "shipmentId": "%2$s"}""".formatted(order, victim));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("COMPLETED");
        assertThat(answer.body().path("amount").asInt()).isEqualTo(10);
        assertThat(answer.text()).doesNotContain(victim.toString());
        assertThat(balance(user)).isEqualTo(90);
        assertThat(service.as(victim)
                        .get("/payments?orderId=" + order)
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    private static int balance(UUID of) {
        return service.as(of).get("/balances/me").body().path("balance").asInt();
    }
}

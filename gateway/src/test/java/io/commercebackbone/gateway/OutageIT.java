package io.commercebackbone.gateway;

import static io.commercebackbone.gateway.GatewayClient.assertProblem;
import static io.commercebackbone.gateway.GatewayClient.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OutageIT {

    private static final Upstream ORDER = new Upstream("order-service");
    private static final Upstream PAYMENT = new Upstream("payment-service");
    private static final Upstream CART = new Upstream("cart-service");
    private static final BrokenService RANKING = new BrokenService();
    private static final Tokens TOKENS = ORDER.asIssuer();
    private static final RunningGateway RUNNING = RunningGateway.start(
            "ISSUER_URL=" + ORDER.url(),
            "ORDER_SERVICE_URL=" + ORDER.url(),
            "PAYMENT_SERVICE_URL=" + PAYMENT.url(),
            "CART_SERVICE_URL=" + CART.url(),
            "RANKING_SERVICE_URL=" + RANKING.url(),
            "PAYMENT_SERVICE_TIMEOUT=300ms",
            "GATEWAY_RATE_LIMIT_ENABLED=false",
            "GATEWAY_REPEAT_TIMES=5",
            "GATEWAY_REPEAT_PAUSE=1s",
            "GATEWAY_BREAKER_WINDOW=4",
            "GATEWAY_BREAKER_MINIMUM_CALLS=4",
            "GATEWAY_BREAKER_OPEN_FOR=2s",
            "GATEWAY_BREAKER_TRIALS=1");

    private final GatewayClient gateway = RUNNING.client();
    private final String token = TOKENS.user();

    @AfterAll
    static void stop() throws Exception {
        RUNNING.close();
        RANKING.close();
    }

    @Test
    void repeatsAGetWhoseConnectionBroke() throws Exception {
        int before = RANKING.requests();
        RANKING.hangUp(1);
        assertThat(gateway.get("/rankings", token).body()).isEqualTo("OK");
        assertThat(RANKING.requests()).isEqualTo(before + 2);
    }

    @Test
    void repeatsNothingElseThatAServiceMayHaveSeen() throws Exception {
        int before = RANKING.requests();
        RANKING.hangUp(1);
        HttpResponse<String> answer =
                gateway.post("/rankings", token, BodyPublishers.noBody(), "Idempotency-Key", "seen-once");
        assertProblem(answer, 503, "service-unavailable");
        assertThat(RANKING.requests()).isEqualTo(before + 1);
    }

    @Test
    void repeatsAKeyedRequestThatFoundNoService() throws Exception {
        int before = CART.requests();
        CART.stop();
        BodyPublisher sent = BodyPublishers.ofString("quantity");
        CompletableFuture<HttpResponse<String>> answer =
                gateway.start("PUT", "/carts/me", token, sent, "Idempotency-Key", "k1");
        double repeats = gateway.metric(TOKENS.admin(), "gateway_repeats_total");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            return gateway.metric(TOKENS.admin(), "gateway_repeats_total") > repeats;
        });
        CART.start();

        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(body(answer.get()).path("bytes").asInt()).isEqualTo("quantity".length());
        assertThat(CART.requests()).isEqualTo(before + 1);
    }

    @Test
    void leavesAServiceAloneThatDoesNotAnswerAndComesBackToIt() throws Exception {
        int before = PAYMENT.requests();
        for (int i = 0; i < 4; i++) {
            assertProblem(gateway.get("/payments/silent", token), 504, "upstream-timeout");
        }
        HttpResponse<String> refused = gateway.get("/payments/1", token);

        assertProblem(refused, 503, "service-unavailable");
        assertThat(refused.headers().firstValue("retry-after")).contains("2");
        assertThat(PAYMENT.requests()).isEqualTo(before + 4);
        assertThat(gateway.get("/orders", token).statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.get("/payments/1", token).statusCode() == 200);
    }

    @Test
    void passesAServicesOwnRefusalOnAndGoesOnAsking() throws Exception {
        int before = ORDER.requests();
        for (int i = 0; i < 8; i++) {
            HttpResponse<String> answer = gateway.post("/orders/busy", token, BodyPublishers.noBody());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("queue-full");
            assertThat(answer.headers().firstValue("retry-after")).contains("7");
        }
        assertThat(ORDER.requests()).isEqualTo(before + 8);
    }
}

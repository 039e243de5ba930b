package io.commercebackbone.gateway;

import static io.commercebackbone.gateway.GatewayClient.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.LocalRedis;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RateLimitIT {

    private static final int QUOTA = 5;

    private static final LocalRedis REDIS = LocalRedis.start();
    private static final Upstream SERVICE = new Upstream("every service");
    private static final Tokens TOKENS = SERVICE.asIssuer();
    private static final RunningGateway RUNNING = RunningGateway.start(
            "ISSUER_URL=" + SERVICE.url(),
            "ORDER_SERVICE_URL=" + SERVICE.url(),
            "PAYMENT_SERVICE_URL=" + SERVICE.url(),
            "REDIS_PORT=" + REDIS.port(),
            "GATEWAY_RATE_LIMIT_USER_QUOTA=" + QUOTA,
            "GATEWAY_RATE_LIMIT_USER_WINDOW=600s",
            "GATEWAY_RATE_LIMIT_COUPON_ISSUE_QUOTA=2",
            "GATEWAY_RATE_LIMIT_COUPON_ISSUE_WINDOW=600s",
            "GATEWAY_RATE_LIMIT_PAYMENTS_QUOTA=1",
            "GATEWAY_RATE_LIMIT_PAYMENTS_WINDOW=3s");

    private final GatewayClient gateway = RUNNING.client();
    private final String token = TOKENS.of(UUID.randomUUID());

    @AfterAll
    static void stop() {
        RUNNING.close();
        REDIS.close();
    }

    @Test
    void refusesAUserWhoHasSpentTheBudgetAndNobodyElse() throws Exception {
        for (int left = QUOTA - 1; left >= 0; left--) {
            HttpResponse<String> answer = gateway.get("/orders", token);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("ratelimit").orElse("")).startsWith("\"user\";r=" + left + ";t=");
            assertThat(answer.headers().firstValue("ratelimit-policy")).contains("\"user\";q=5;w=600");
        }
        int before = SERVICE.requests();
        HttpResponse<String> refused = gateway.get("/orders", token);

        assertProblem(refused, 429, "too-many-requests");
        assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElse("")))
                .isBetween(1, 120);
        assertThat(refused.headers().firstValue("ratelimit").orElse("")).startsWith("\"user\";r=0;t=");
        assertThat(SERVICE.requests()).isEqualTo(before);
        assertThat(gateway.get("/orders", TOKENS.of(UUID.randomUUID())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void countsAUserUnderAllTheTokensThatHeHas() throws Exception {
        UUID user = UUID.randomUUID();
        for (int i = 0; i < QUOTA; i++) {
            String another = "token " + i;
            gateway.get(
                    "/orders", TOKENS.signed(it -> it.subject(user.toString()).jwtID(another)));
        }
        assertProblem(gateway.get("/orders", TOKENS.of(user)), 429, "too-many-requests");
    }

    @Test
    void keepsTheBudgetForIssuingCouponsApartHoweverThePathIsWritten() throws Exception {
        assertThat(post("/coupons/1/issue").statusCode()).isEqualTo(200);
        assertThat(post("/coupons/2/%69ssue").statusCode()).isEqualTo(200);
        assertProblem(post("/coupons/3/issue"), 429, "too-many-requests");
        HttpResponse<String> other = gateway.get("/coupons/1", token);
        assertThat(other.headers().firstValue("ratelimit").orElse("")).startsWith("\"user\";r=4;");
    }

    @Test
    void keepsTheBudgetForPaymentsApartAndFillsItAgain() throws Exception {
        assertThat(post("/payments").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = post("/payments");
        assertProblem(refused, 429, "too-many-requests");
        assertThat(refused.headers().firstValue("ratelimit-policy")).contains("\"payments\";q=1;w=3");
        await().atMost(Duration.ofSeconds(20)).until(() -> post("/payments").statusCode() == 200);
    }

    @Test
    void letsThroughAndCountsWhatItCannotCountWhileRedisHangsOrIsGone() throws Exception {
        spendAll();
        REDIS.pause();
        assertLetsThrough();
        REDIS.resume();
        awaitCounting();
        REDIS.kill();
        assertLetsThrough();
        REDIS.restart();
        awaitCounting();
    }

    private void assertLetsThrough() throws Exception {
        double before = uncounted();
        for (int i = 0; i < 2 * QUOTA; i++) {
            assertThat(gateway.get("/orders", token).statusCode()).isEqualTo(200);
        }
        assertThat(uncounted()).isEqualTo(before + 2 * QUOTA);
    }

    private void awaitCounting() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.get("/orders", token).statusCode() == 429);
    }

    private void spendAll() throws Exception {
        for (int i = 0; i < QUOTA; i++) {
            gateway.get("/orders", token);
        }
        awaitCounting();
    }

    private double uncounted() throws Exception {
        return gateway.metric(TOKENS.admin(), "gateway_rate_limit_total", "outcome=\"uncounted\"");
    }

    private HttpResponse<String> post(String path) throws Exception {
        return gateway.post(path, token, BodyPublishers.noBody());
    }
}

package io.commercebackbone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.LocalRedis;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * One user who asks for ten times what he may have, and others who would like to go on working. There is one connection to
 * the service: whoever takes it without a right to it is seen by all.
 */
class TenfoldLoadIT {

    private static final int QUOTA = 20;

    private static final LocalRedis REDIS = LocalRedis.start();
    private static final Upstream SERVICE = new Upstream("order-service");
    private static final Tokens TOKENS = SERVICE.asIssuer();
    private static final RunningGateway RUNNING = RunningGateway.start(
            "ISSUER_URL=" + SERVICE.url(),
            "ORDER_SERVICE_URL=" + SERVICE.url(),
            "REDIS_PORT=" + REDIS.port(),
            // a call that Redis does not count in time is let through, and a busy machine's Redis takes its time
            "spring.data.redis.timeout=20s",
            "GATEWAY_POOL_SIZE=1",
            "GATEWAY_RATE_LIMIT_USER_QUOTA=" + QUOTA,
            "GATEWAY_RATE_LIMIT_USER_WINDOW=12h");

    private final GatewayClient greedy = RUNNING.client();
    private final GatewayClient modest = RUNNING.client();
    private final String greedyToken = TOKENS.of(UUID.randomUUID());
    private final String modestToken = TOKENS.of(UUID.randomUUID());

    @AfterAll
    static void stop() {
        RUNNING.close();
        REDIS.close();
    }

    @Test
    void whatIsOverTheBudgetWaitsForNoConnectionAndReachesNoService() throws Exception {
        spendAll();
        CompletableFuture<HttpResponse<String>> held = start(modest, modestToken, "/orders/held");
        await().atMost(Duration.ofSeconds(20)).until(() -> SERVICE.paths().contains("/orders/held"));
        int before = SERVICE.requests();

        List<CompletableFuture<HttpResponse<String>>> over = askNineTimesOver();

        assertThat(over.stream().map(it -> it.join().statusCode())).containsOnly(429);
        assertThat(SERVICE.requests()).isEqualTo(before);
        assertThat(held).isNotDone();
        SERVICE.release();
        assertThat(held.join().statusCode()).isEqualTo(200);
    }

    @Test
    void othersAreAllAnsweredMeanwhile() throws Exception {
        spendAll();
        int before = SERVICE.requests();

        List<CompletableFuture<HttpResponse<String>>> over = askNineTimesOver();
        for (int call = 0; call < QUOTA; call++) {
            assertThat(modest.get("/orders", modestToken).statusCode()).isEqualTo(200);
        }

        assertThat(over.stream().map(it -> it.join().statusCode())).containsOnly(429);
        assertThat(SERVICE.requests()).isEqualTo(before + QUOTA);
    }

    private void spendAll() throws Exception {
        for (int call = 0; call < QUOTA; call++) {
            assertThat(greedy.get("/orders", greedyToken).statusCode()).isEqualTo(200);
        }
    }

    /** All at once, whether or not there are answers. */
    private List<CompletableFuture<HttpResponse<String>>> askNineTimesOver() {
        return Stream.generate(() -> start(greedy, greedyToken, "/orders"))
                .limit(9 * QUOTA)
                .toList();
    }

    private static CompletableFuture<HttpResponse<String>> start(GatewayClient client, String token, String path) {
        return client.start("GET", path, token, BodyPublishers.noBody());
    }
}

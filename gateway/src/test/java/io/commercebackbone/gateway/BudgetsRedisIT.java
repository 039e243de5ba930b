package io.commercebackbone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.LocalRedis;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.LoopResources;

class BudgetsRedisIT {

    private static final LocalRedis REDIS = LocalRedis.start();
    private static final Upstream SERVICE = new Upstream("every service");
    private static final Tokens TOKENS = SERVICE.asIssuer();

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @Test
    void callsAreCountedOnceRedisIsThereWhichItWasNotAtFirst() throws Exception {
        REDIS.kill();
        try (RunningGateway running = RunningGateway.start(
                "ISSUER_URL=" + SERVICE.url(), "ORDER_SERVICE_URL=" + SERVICE.url(), "REDIS_PORT=" + REDIS.port())) {
            String token = TOKENS.user();
            assertThat(isCounted(running, token)).isFalse();

            REDIS.restart();

            await().atMost(Duration.ofSeconds(20)).until(() -> onAllEventLoops(running, token));
        }
    }

    @Test
    void aClusterIsRefusedByTheNamesOfTheProperties() {
        assertThatThrownBy(() -> RunningGateway.start("spring.data.redis.cluster.nodes=localhost:1"))
                .rootCause()
                .hasMessageContainingAll("spring.data.redis.host", ".cluster");
    }

    /** Of a few new connections there is one on each event loop. */
    private static boolean onAllEventLoops(RunningGateway running, String token) throws Exception {
        for (int connection = 0; connection < 2 * LoopResources.DEFAULT_IO_WORKER_COUNT; connection++) {
            if (!isCounted(running, token)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCounted(RunningGateway running, String token) throws Exception {
        HttpResponse<String> answer = running.client().get("/orders", token);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("RateLimit").isPresent();
    }
}

package io.commercebackbone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.LocalRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
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

    /** What comes over one connection is served by one event loop, but for the call whose token had to be verified. */
    @Test
    void callsAreCountedOverTheConnectionOfTheirEventLoop() throws Exception {
        REDIS.restart();
        try (RunningGateway running = RunningGateway.start(
                        "ISSUER_URL=" + SERVICE.url(),
                        "ORDER_SERVICE_URL=" + SERVICE.url(),
                        "REDIS_PORT=" + REDIS.port());
                RedisClient redis = RedisClient.create(RedisURI.create("127.0.0.1", REDIS.port()))) {
            RedisCommands<String, String> commands = redis.connect().sync();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> gatewaysConnections(commands).size() == LoopResources.DEFAULT_IO_WORKER_COUNT);
            String token = TOKENS.user();
            GatewayClient client = running.client();
            for (int call = 0; call < 20; call++) {
                assertThat(client.get("/orders", token).statusCode()).isEqualTo(200);
            }

            assertThat(gatewaysConnections(commands))
                    .filteredOn(it -> it.contains(" cmd=eval"))
                    .hasSizeBetween(1, 2);
        }
    }

    private static List<String> gatewaysConnections(RedisCommands<String, String> commands) {
        return commands.clientList()
                .lines()
                .filter(it -> it.contains(" name=gateway "))
                .toList();
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

package io.commercebackbone.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.LocalRedis;
import io.commercebackbone.local.MetricsDocument;
import io.commercebackbone.local.Scrape;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What Prometheus reads of the gateway, after something of each kind has happened to it. */
class MetricsIT {

    private static final LocalRedis REDIS = LocalRedis.start();
    private static final Upstream ORDER = new Upstream("order-service");
    private static final Upstream RANKING = new Upstream("ranking-service");
    private static final Tokens TOKENS = ORDER.asIssuer();
    private static final RunningGateway RUNNING = RunningGateway.start(
            "ISSUER_URL=" + ORDER.url(),
            "ORDER_SERVICE_URL=" + ORDER.url(),
            "RANKING_SERVICE_URL=" + RANKING.url(),
            "REDIS_PORT=" + REDIS.port(),
            "MANAGEMENT_PORT=0",
            "GATEWAY_RATE_LIMIT_USER_QUOTA=2",
            "GATEWAY_RATE_LIMIT_USER_WINDOW=600s");

    @AfterAll
    static void stop() {
        RUNNING.close();
        REDIS.close();
    }

    @Test
    void areRightAndAsTheDocumentSays() throws Exception {
        GatewayClient gateway = RUNNING.client();
        String user = TOKENS.of(UUID.randomUUID());
        assertThat(gateway.get("/orders/" + UUID.randomUUID(), user).statusCode())
                .isEqualTo(200);
        assertThat(gateway.get("/products", user).statusCode()).isEqualTo(200);
        assertThat(gateway.get("/products", user).statusCode()).isEqualTo(429);
        assertThat(gateway.get("/products", null).statusCode()).isEqualTo(401);
        RANKING.stop();
        assertThat(gateway.get("/rankings", TOKENS.of(UUID.randomUUID())).statusCode())
                .isEqualTo(503);
        System.gc();

        Scrape scrape = Scrape.of("http://localhost:" + RUNNING.managementPort());
        String requests = "spring_cloud_gateway_requests_seconds_count";
        assertThat(scrape.value(requests, "routeId=\"order-service\"", "httpStatusCode=\"200\""))
                .isEqualTo(2);
        assertThat(scrape.value(requests, "routeId=\"ranking-service\"", "httpStatusCode=\"503\""))
                .isEqualTo(1);
        assertThat(scrape.value("http_server_requests_seconds_count", "status=\"401\""))
                .isEqualTo(1);
        assertThat(scrape.value("gateway_rate_limit_total", "budget=\"user\"", "outcome=\"allowed\""))
                .isEqualTo(3);
        assertThat(scrape.value("gateway_rate_limit_total", "budget=\"user\"", "outcome=\"refused\""))
                .isEqualTo(1);
        assertThat(scrape.value("gateway_repeats_total")).isEqualTo(2);
        assertThat(scrape.value(
                        "resilience4j_circuitbreaker_calls_seconds_count",
                        "name=\"ranking-service\"",
                        "kind=\"failed\""))
                .isEqualTo(3);
        assertThat(scrape.value("cache_gets_total", "cache=\"verified-tokens\"", "result=\"miss\""))
                .isEqualTo(2);
        assertThat(scrape.value("lettuce_command_completion_seconds_count")).isPositive();
        assertThat(MetricsDocument.ofTheProject().differences("gateway", scrape))
                .isEmpty();
    }
}

package io.commercebackbone.gateway;

import static io.commercebackbone.gateway.GatewayClient.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SurroundingsIT {

    private static final Upstream SERVICE = new Upstream("order-service");
    private static final Upstream ISSUER = new Upstream("issuer");
    private static final Tokens TOKENS = ISSUER.asIssuer();

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        ISSUER.stop();
        registry.add("ISSUER_URL", ISSUER::url);
        registry.add("ORDER_SERVICE_URL", SERVICE::url);
        registry.add("MANAGEMENT_PORT", () -> 0);
    }

    @Test
    void startsWithoutItsIssuerAndNeedsItForItsKeysOnly() throws Exception {
        GatewayClient gateway = new GatewayClient(port);
        assertProblem(gateway.get("/orders", TOKENS.user()), 503, "service-unavailable");
        assertProblem(gateway.get("/orders", "nonsense"), 401, "unauthorized");

        ISSUER.start();
        String known = TOKENS.user();
        assertThat(gateway.get("/orders", known).statusCode()).isEqualTo(200);

        ISSUER.stop();
        String fresh = TOKENS.signed(it -> it.jwtID("another"));
        assertThat(gateway.get("/orders", known).statusCode()).isEqualTo(200);
        assertThat(gateway.get("/orders", fresh).statusCode()).isEqualTo(200);
    }

    @Test
    void opensHealthAndMetricsOnAPortOfTheirOwnAndNotInPublic() throws Exception {
        GatewayClient management = new GatewayClient(managementPort);
        assertThat(management.get("/actuator/health/readiness", null).statusCode())
                .isEqualTo(200);
        assertThat(management.get("/actuator/prometheus", null).body()).contains("cache_gets_total");
        assertProblem(management.get("/orders", null), 401, "unauthorized");
        assertProblem(new GatewayClient(port).get("/actuator/prometheus", null), 401, "unauthorized");
    }

    @Test
    void doesNotStartUnprotectedUnlessToldThatThisIsUnsafe() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RunningGateway.start("backbone.unsafe.allow=", "ISSUER_URL=http://issuer.example"))
                .withMessageContainingAll("HTTP_ISSUER", "PLAIN_REDIS", "PUBLIC_ACTUATOR");
    }
}

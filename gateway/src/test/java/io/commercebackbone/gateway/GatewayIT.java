package io.commercebackbone.gateway;

import static io.commercebackbone.gateway.GatewayClient.assertProblem;
import static io.commercebackbone.gateway.GatewayClient.body;
import static io.commercebackbone.gateway.GatewayClient.chunked;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class GatewayIT {

    private static final Upstream ORDER = new Upstream("order-service");
    private static final Upstream PAYMENT = new Upstream("payment-service");
    private static final Upstream RANKING = new Upstream("ranking-service");
    private static final Upstream CART = new Upstream("cart-service");
    private static final Upstream DATAPLATFORM = new Upstream("dataplatform-service");
    private static final Tokens TOKENS = ORDER.asIssuer();
    private static final int BODY_LIMIT = 256 * 1024;

    @LocalServerPort
    private int port;

    private GatewayClient gateway;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        registry.add("ISSUER_URL", ORDER::url);
        registry.add("ORDER_SERVICE_URL", ORDER::url);
        registry.add("PAYMENT_SERVICE_URL", PAYMENT::url);
        registry.add("RANKING_SERVICE_URL", RANKING::url);
        registry.add("CART_SERVICE_URL", CART::url);
        registry.add("DATAPLATFORM_SERVICE_URL", DATAPLATFORM::url);
        registry.add("PAYMENT_SERVICE_TIMEOUT", () -> "500ms");
        registry.add("GATEWAY_RATE_LIMIT_ENABLED", () -> false);
        registry.add("GATEWAY_CORS_ALLOWED_ORIGINS", () -> "https://shop.example,https://admin.example");
    }

    @BeforeEach
    void connect() {
        gateway = new GatewayClient(port);
    }

    @ParameterizedTest
    @CsvSource({
        "/products,order-service",
        "/products/1/x?limit=2&after=a%2Bb,order-service",
        "/orders,order-service",
        "/coupons/mine,order-service",
        "/admin/products,order-service",
        "/admin/coupons,order-service",
        "/admin/order-service/dead-letters,order-service",
        "/payments,payment-service",
        "/balances/me,payment-service",
        "/shipments,payment-service",
        "/admin/shipments/1/start,payment-service",
        "/admin/payment-service/outbox,payment-service",
        "/rankings?window=today,ranking-service",
        "/admin/ranking-service/dead-letters,ranking-service",
        "/carts/me/items/7,cart-service",
        "/admin/cart-service/dead-letters,cart-service",
        "/admin/dataplatform-service/dead-letters,dataplatform-service"
    })
    void routesByPathAndLeavesThePathAsItIs(String path, String service) throws Exception {
        HttpResponse<String> answer = gateway.get(path, TOKENS.admin());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body(answer).path("service").asString()).isEqualTo(service);
        assertThat(body(answer).path("uri").asString()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/internal",
                "/internal/orders/1/begin",
                "/unknown",
                "/Orders",
                "/ordersx",
                "/admin",
                "/admin/unknown",
                "/swagger-ui.html"
            })
    void knowsNothingElse(String path) throws Exception {
        assertProblem(gateway.get(path, TOKENS.admin()), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/x",
                "/%69nternal/x",
                "/INTERNAL/x",
                "//internal/x",
                "/./internal/x",
                "/orders/../internal/x",
                "/orders/%2e%2e/internal/x",
                "/orders/%2E%2E%2Finternal/x",
                "/orders/..%2finternal/x",
                "/orders/%252e%252e/internal/x",
                "/orders/..;/internal/x",
                "/orders/;/../internal/x",
                "/orders/..\\internal/x",
                "/orders/..%5cinternal/x",
                "/orders/%00/../internal/x",
                "/orders//../internal/x",
                "/orders/1/../../internal/x",
                "http://localhost/internal/x",
                "http://localhost/orders/../internal/x",
                "/admin/order-service/../../internal/x"
            })
    void leavesServicesInternalsAlone(String target) throws Exception {
        int before = requests();
        int status = gateway.statusOfRawTarget(target, TOKENS.admin());
        assertThat(status).isBetween(400, 404);
        assertThat(requests()).isEqualTo(before);
    }

    @Test
    void refusesAMalformedPathWithAProblem() throws Exception {
        assertProblem(gateway.get("/orders/%2e%2e/internal", TOKENS.user()), 400, "validation-failed");
    }

    @Test
    void passesTheTokenOnAndDropsWhatOnlyInfrastructureMaySay() throws Exception {
        String token = TOKENS.user();
        JsonNode headers = body(gateway.get(
                        "/products", token,
                        "X-User-Id", "somebody-else",
                        "X-Forwarded-For", "10.0.0.1",
                        "X-Forwarded-Host", "evil.example",
                        "Forwarded", "for=10.0.0.1",
                        "X-Original-URL", "/internal",
                        "X-HTTP-Method-Override", "DELETE",
                        "X_User_Id", "somebody-else",
                        "Proxy-Connection", "keep-alive",
                        "Idempotency-Key", "abc"))
                .path("headers");
        assertThat(headers.path("authorization").asString()).isEqualTo("Bearer " + token);
        assertThat(headers.path("idempotency-key").asString()).isEqualTo("abc");
        assertThat(headers.propertyNames())
                .noneMatch(name -> name.replace('_', '-').startsWith("x-user") || name.startsWith("x-forwarded"))
                .doesNotContain("forwarded", "x-original-url", "x-http-method-override", "proxy-connection");
    }

    @Test
    void goesOnWithTheClientsTrace() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        HttpResponse<String> answer =
                gateway.get("/products", TOKENS.user(), "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        assertThat(answer.headers().allValues("x-trace-id")).containsExactly(trace);
        assertThat(answer.headers().firstValue("traceparent").orElse("")).startsWith("00-" + trace + "-");
        assertThat(body(answer).path("headers").path("traceparent").asString())
                .startsWith("00-" + trace + "-")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void beginsATraceWhereTheClientHasNone() throws Exception {
        for (String sent : List.of("", "nonsense", "00-00000000000000000000000000000000-0000000000000000-01")) {
            HttpResponse<String> answer = gateway.get("/products", TOKENS.user(), "traceparent", sent);
            String trace = answer.headers().firstValue("x-trace-id").orElse("");
            assertThat(trace).matches("[0-9a-f]{32}").doesNotMatch("0+");
            assertThat(body(answer).path("headers").path("traceparent").asString())
                    .startsWith("00-" + trace + "-");
        }
    }

    @Test
    void hardensEveryAnswerAndLeavesCachingToTheService() throws Exception {
        HttpResponse<String> good = gateway.get("/products", TOKENS.user());
        assertThat(good.headers().allValues("cache-control")).containsExactly("max-age=5");
        for (HttpResponse<String> answer : List.of(good, gateway.get("/products", null))) {
            assertThat(answer.headers().allValues("x-content-type-options")).containsExactly("nosniff");
            assertThat(answer.headers().allValues("x-frame-options")).containsExactly("DENY");
            assertThat(answer.headers().allValues("referrer-policy")).containsExactly("no-referrer");
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'none'");
        }
    }

    @Test
    void letsPagesOfAllowedOriginsCall() throws Exception {
        HttpResponse<String> asked = gateway.start(
                        "OPTIONS",
                        "/orders",
                        null,
                        BodyPublishers.noBody(),
                        "Origin",
                        "https://shop.example",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,idempotency-key")
                .get();
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("access-control-allow-origin")).contains("https://shop.example");
        assertThat(asked.headers().firstValue("access-control-allow-methods").orElse(""))
                .contains("POST");

        HttpResponse<String> called = gateway.get("/orders", TOKENS.user(), "Origin", "https://shop.example");
        assertThat(called.statusCode()).isEqualTo(200);
        assertThat(called.headers().firstValue("access-control-allow-origin")).contains("https://shop.example");
        assertThat(called.headers().firstValue("access-control-allow-credentials"))
                .isEmpty();
    }

    @Test
    void keepsPagesOfOtherOriginsAway() throws Exception {
        int before = ORDER.requests();
        assertProblem(gateway.get("/orders", TOKENS.user(), "Origin", "https://evil.example"), 403, "forbidden");
        assertThat(ORDER.requests()).isEqualTo(before);
    }

    @Test
    void refusesAHeadThatNoServiceWouldTake() throws Exception {
        String much = "x".repeat(8 * 1024);
        assertProblem(gateway.get("/orders", TOKENS.user(), "Cookie", much), 431, "request-header-fields-too-large");
    }

    @Test
    void says503WhileAServiceIsDownAndServesAgainAfterwards() throws Exception {
        assertThat(gateway.get("/carts/me", TOKENS.user()).statusCode()).isEqualTo(200);
        CART.stop();
        try {
            HttpResponse<String> answer = gateway.get("/carts/me", TOKENS.user());
            assertProblem(answer, 503, "service-unavailable");
            assertThat(answer.headers().firstValue("retry-after")).contains("1");
            assertThat(gateway.get("/rankings", TOKENS.user()).statusCode()).isEqualTo(200);
        } finally {
            CART.start();
        }
        assertThat(gateway.get("/carts/me", TOKENS.user()).statusCode()).isEqualTo(200);
    }

    @Test
    void says504WhenAServiceKeepsSilent() throws Exception {
        int before = PAYMENT.requests();
        assertProblem(gateway.get("/payments/silent", TOKENS.user()), 504, "upstream-timeout");
        assertThat(PAYMENT.requests()).isEqualTo(before + 1);
    }

    @Test
    void letsABodyOfTheLargestSizeThrough() throws Exception {
        String token = TOKENS.user();
        assertThat(bytesReceived(gateway.post("/orders", token, BodyPublishers.ofByteArray(new byte[BODY_LIMIT]))))
                .isEqualTo(BODY_LIMIT);
        assertThat(bytesReceived(gateway.post("/orders", token, chunked(BODY_LIMIT))))
                .isEqualTo(BODY_LIMIT);
        assertThat(bytesReceived(gateway.post("/orders", token, BodyPublishers.noBody())))
                .isZero();
    }

    @Test
    void refusesALargerBodyDeclaredOrNot() throws Exception {
        String token = TOKENS.user();
        assertProblem(
                gateway.post("/orders", token, BodyPublishers.ofByteArray(new byte[BODY_LIMIT + 1])),
                413,
                "content-too-large");
        assertProblem(gateway.post("/orders", token, chunked(BODY_LIMIT + 1)), 413, "content-too-large");
    }

    @Test
    void answersHealthToAnybodyAndMetricsToAdministrators() throws Exception {
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            assertThat(gateway.get(path, null).statusCode()).isEqualTo(200);
        }
        assertProblem(gateway.get("/actuator/prometheus", null), 401, "unauthorized");
        assertProblem(gateway.get("/actuator/prometheus", TOKENS.user()), 403, "forbidden");
        assertThat(gateway.get("/actuator/prometheus", TOKENS.admin()).body())
                .contains("http_server_requests", "cache_gets_total");
    }

    private static int bytesReceived(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return body(answer).path("bytes").asInt();
    }

    private static int requests() {
        return Stream.of(ORDER, PAYMENT, RANKING, CART, DATAPLATFORM)
                .mapToInt(Upstream::requests)
                .sum();
    }
}

package io.commercebackbone.gateway;

import static io.commercebackbone.gateway.GatewayClient.assertProblem;
import static io.commercebackbone.gateway.GatewayClient.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PortalIT {

    private static final String TOKENS_AT = "http://localhost:9000/oauth2/token";
    private static final Upstream SERVICE = new Upstream("order-service");
    private static final Tokens TOKENS = SERVICE.asIssuer();
    private static final String NOBODY_THERE = "http://127.0.0.1:1";
    private static final RunningGateway RUNNING = RunningGateway.start(
            "ISSUER_URL=" + SERVICE.url(),
            "ORDER_SERVICE_URL=" + SERVICE.url(),
            "PAYMENT_SERVICE_URL=" + SERVICE.url(),
            "CART_SERVICE_URL=" + NOBODY_THERE,
            "GATEWAY_RATE_LIMIT_ENABLED=false",
            "GATEWAY_PORTAL_ENABLED=true",
            "GATEWAY_PORTAL_TOKEN_URL=" + TOKENS_AT,
            "GATEWAY_PORTAL_CLIENT_ID=demo");

    private final GatewayClient gateway = RUNNING.client();

    @AfterAll
    static void stop() {
        RUNNING.close();
    }

    @Test
    void showsWhatAServiceSaysOfItselfWithoutWhatIsInternalAndWithAWayToLogIn() throws Exception {
        SERVICE.describe("order-service");

        HttpResponse<String> answer = gateway.get("/docs/openapi/order-service", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode api = body(answer);
        assertThat(api.path("paths").propertyNames())
                .contains("/orders", "/admin/products")
                .noneMatch(path -> path.startsWith("/internal"));
        assertThat(answer.body()).doesNotContain("\"name\":\"internal\"");
        assertThat(api.at("/servers/0/url").asString()).isEqualTo("/");
        assertThat(api.at("/components/securitySchemes/login/flows/clientCredentials/tokenUrl")
                        .asString())
                .isEqualTo(TOKENS_AT);
        assertThat(api.path("security").findValues("login")).hasSize(1);
        assertThat(api.path("security").findValues("bearer")).hasSize(1);
    }

    @Test
    void passesOnThatAServiceIsAway() throws Exception {
        assertProblem(gateway.get("/docs/openapi/cart-service", null), 503, "service-unavailable");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs,text/html,<title>Commerce backbone</title>",
        "/docs/portal.js,javascript,SwaggerUIBundle(",
        "/docs/portal.css,text/css,nav",
        "/docs/settings,application/json,demo",
        "/docs/ui/swagger-ui-bundle.js,javascript,SwaggerUIBundle",
        "/docs/ui/swagger-ui-standalone-preset.js,javascript,SwaggerUIStandalonePreset",
        "/docs/ui/swagger-ui.css,text/css,.swagger-ui",
        "/docs/ui/oauth2-redirect.html,text/html,oauth2-redirect.js",
        "/docs/ui/oauth2-redirect.js,javascript,Oauth2",
        "/docs/events,text/html,payment-completed",
        "/docs/asyncapi/asyncapi.yaml,yaml,asyncapi: 3.0.0",
        "/docs/asyncapi/schemas/order-created/1.json,application/json,productIds"
    })
    void servesPagesThatRunNothingButFilesOfOurs(String path, String type, String content) throws Exception {
        HttpResponse<String> answer = gateway.get(path, null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).contains(type);
        assertThat(answer.body()).contains(content);
        assertThat(answer.headers().allValues("content-security-policy"))
                .singleElement()
                .satisfies(policy -> {
                    assertThat(policy).contains("default-src 'none'; script-src 'self'; style-src 'self';");
                    assertThat(policy)
                            .contains("connect-src 'self' http://localhost:9000;")
                            .doesNotContain("unsafe");
                });
        assertThat(answer.headers().allValues("x-content-type-options")).containsExactly("nosniff");
        if (type.equals("text/html")) {
            assertThat(answer.body()).doesNotContainPattern("<script(?! src=)|<style| on[a-z]+=| style=|https?://");
        }
    }

    @Test
    void tellsOfEachTopicWhoWritesAndWhoReadsIt() throws Exception {
        String page = gateway.get("/docs/events", null).body();
        for (String topic : List.of(
                "order-created", "order-cancelled", "payment-completed", "payment-failed", "shipping-started")) {
            assertThat(page).contains("<h2 id=\"" + topic + "\">", "<h2 id=\"" + topic + "-dlq\">");
        }
        assertThat(page)
                .contains("<p>Written by payment-service</p>", "<p>Read by cart-service, ranking-service</p>")
                .contains("&quot;orderId&quot;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/ui/swagger-ui.js",
                "/docs/ui/index.html",
                "/docs/ui/swagger-initializer.js",
                "/docs/openapi",
                "/docs/openapi/gateway",
                "/docs/asyncapi/published.sha256",
                "/docs/asyncapi/schemas/nothing/1.json",
                "/docs/application.yaml"
            })
    void servesNothingElse(String path) throws Exception {
        assertProblem(gateway.get(path, null), 404, "not-found");
    }

    @Test
    void opensNothingBesides() throws Exception {
        assertProblem(gateway.get("/orders", null), 401, "unauthorized");
        assertProblem(gateway.get("/v3/api-docs", null), 401, "unauthorized");
        assertProblem(
                gateway.start("POST", "/docs/settings", null, BodyPublishers.noBody())
                        .get(),
                401,
                "unauthorized");
        assertProblem(gateway.get("/docs/%2e%2e/application.yaml", null), 400, "validation-failed");
    }

    @Test
    void isNotThereUnlessItIsSwitchedOn() throws Exception {
        try (RunningGateway usual = RunningGateway.start(
                "ISSUER_URL=" + SERVICE.url(),
                "ORDER_SERVICE_URL=" + SERVICE.url(),
                "GATEWAY_RATE_LIMIT_ENABLED=false")) {
            for (String path : List.of("/docs", "/docs/events", "/docs/openapi/order-service")) {
                assertProblem(usual.client().get(path, null), 401, "unauthorized");
                assertProblem(usual.client().get(path, TOKENS.user()), 404, "not-found");
            }
        }
    }
}

package io.commercebackbone.verify.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.local.Answer;
import io.commercebackbone.local.LocalIssuer;
import io.commercebackbone.local.ServiceApi;
import io.commercebackbone.verify.parts.Installation;
import io.commercebackbone.verify.parts.Part;
import io.commercebackbone.verify.parts.Platform;
import io.commercebackbone.verify.suite.Suite;
import io.commercebackbone.verify.trace.Collector.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An order and its payment are one trace, from the client to the outside platform. */
class OneTraceIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ENDPOINT = "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT";
    private static final String CLIENTS_SPAN = "00f067aa0ba902b7";

    private static final Collector collector = new Collector();
    private static @Nullable Installation installation;

    private final UUID userId = UUID.randomUUID();
    private final String token = LocalIssuer.shared().token(userId);
    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void start() throws IOException {
        Path directory = Path.of("target", "one-trace-it").toAbsolutePath();
        Installation.clear(directory);
        Installation starting =
                new Installation(directory, part -> Suite.jar(part.label()), Duration.ofMinutes(15), false);
        installation = starting;
        Part.services().forEach(service -> starting.configure(service, ENDPOINT, collector.endpoint()));
        starting.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (installation != null) {
            installation.close();
        }
        collector.close();
    }

    @Test
    void coversEveryHopOfAPurchase() {
        UUID order = UUID.fromString(
                send("POST", "/orders", """
            {"items": [{"productId": "%s", "quantity": 1}]}\
            """.formatted(product())).require(201).text("id"));
        send("POST", "/balances/me/charges", "{\"amount\": 1000}").require(201);
        send("POST", "/payments", "{\"orderId\": \"%s\"}".formatted(order)).require(201);

        await().atMost(SOON).untilAsserted(() -> assertWhole(collector.of(trace)));

        List<Recorded> spans = collector.of(trace);
        assertChildren(spans, "gateway server: POST order-service", "order-service server: POST /orders");
        assertChildren(
                spans,
                "order-service producer: order-created publish",
                "ranking-service consumer: order-created process");
        assertChildren(
                spans,
                "payment-service producer: payment-completed publish",
                "dataplatform-service client: POST /v1/payments");
        assertThat(platform(order))
                .startsWith("00-" + trace + "-"
                        + only(spans, "dataplatform-service client").id());
        assertNobodysBusiness(spans);
    }

    @Test
    void isNamedInAProblem() {
        Answer refused = send("POST", "/orders", """
            {"items": [{"productId": "%s", "quantity": 1}]}\
            """.formatted(UUID.randomUUID()));

        assertThat(refused.code()).isEqualTo("product-not-found");
        assertThat(refused.text("traceId")).isEqualTo(trace);
    }

    @Test
    void isNotRecordedIfTheClientSaysSo() {
        String unsampled = UUID.randomUUID().toString().replace("-", "");
        send("GET", "/products", null, "00-" + unsampled + "-" + CLIENTS_SPAN + "-00")
                .require(200);
        send("GET", "/products", null).require(200);

        await().atMost(SOON).until(() -> collector.of(trace).size() >= 2);
        assertThat(collector.of(unsampled)).isEmpty();
    }

    /** Every hop is there, and every span belongs to another one of the trace, or to the client. */
    private static void assertWhole(List<Recorded> spans) {
        assertThat(spans)
                .extracting(Recorded::what)
                .contains(
                        "gateway server: POST order-service",
                        "order-service server: POST /orders",
                        "order-service producer: order-created publish",
                        "ranking-service consumer: order-created process",
                        "cart-service consumer: order-created process",
                        "gateway server: POST payment-service",
                        "payment-service server: POST /payments",
                        "order-service server: POST /internal/orders/{orderId}/payment-attempts",
                        "payment-service producer: payment-completed publish",
                        "order-service consumer: payment-completed process",
                        "dataplatform-service consumer: payment-completed process",
                        "dataplatform-service client: POST /v1/payments");
        Set<String> ids = spans.stream().map(Recorded::id).collect(Collectors.toSet());
        assertThat(spans)
                .allSatisfy(it -> assertThat(it.parent().equals(CLIENTS_SPAN) || ids.contains(it.parent()))
                        .as("%s has a parent", it.what())
                        .isTrue());
    }

    /** Each of the second kind belongs to one of the first. */
    private static void assertChildren(List<Recorded> spans, String parent, String child) {
        Set<String> parents = spans.stream()
                .filter(it -> it.what().equals(parent))
                .map(Recorded::id)
                .collect(Collectors.toSet());
        assertThat(spans)
                .filteredOn(it -> it.what().equals(child))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(parents).contains(it.parent()));
    }

    private void assertNobodysBusiness(List<Recorded> spans) {
        assertThat(spans)
                .extracting(Recorded::text)
                .allSatisfy(text ->
                        assertThat(text).doesNotContain(userId.toString()).doesNotContain(token));
    }

    private static Recorded only(List<Recorded> spans, String beginning) {
        return spans.stream()
                .filter(it -> it.what().startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private static String platform(UUID order) {
        return running().platform().calls().stream()
                .filter(it -> it.body().contains(order.toString()))
                .map(Platform.Call::traceparent)
                .findFirst()
                .orElse("");
    }

    private static UUID product() {
        ServiceApi admin =
                new ServiceApi(running().gateway(), LocalIssuer.shared().token(UUID.randomUUID(), "admin"));
        return UUID.fromString(admin.post("/admin/products", """
            {"name": "Kettle", "price": 1000, "stock": 10}\
            """).require(201).text("id"));
    }

    private Answer send(String method, String path, @Nullable String body) {
        return send(method, path, body, "00-" + trace + "-" + CLIENTS_SPAN + "-01");
    }

    private Answer send(String method, String path, @Nullable String body, String traceparent) {
        return new ServiceApi(running().gateway(), token).send(method, path, body, Map.of("traceparent", traceparent));
    }

    private static Installation running() {
        if (installation == null) {
            throw new IllegalStateException("not started");
        }
        return installation;
    }
}

package io.commercebackbone.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.commercebackbone.http.CurrentTrace;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.tracing.Tracer;
import jakarta.validation.Validation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls over real HTTP to a server in this process, which is the issuer as well. */
class ServiceClientTests {

    private final Map<String, String> settings = new HashMap<>();
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicReference<String> authorization = new AtomicReference<>("");
    private final CountDownLatch held = new CountDownLatch(1);
    private final Instants clock = new Instants();
    private volatile int status = 200;
    private volatile String body = "{\"answer\":42}";
    private static final long TOKEN_LIFE = 600;
    private HttpServer server;

    /** A clock that is set by hand. */
    private static final class Instants extends Clock {

        private volatile Instant now = Instant.parse("2026-03-01T09:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        String url = "http://localhost:" + server.getAddress().getPort();
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, 200, "{\"token_endpoint\":\"%s/token\"}".formatted(url)));
        server.createContext("/token", this::token);
        server.createContext("/thing", this::thing);
        server.createContext("/slow", this::slow);
        server.createContext("/dripping", this::drip);
        server.start();
        settings.put("backbone.calls.client-id", "me");
        settings.put("backbone.calls.client-secret", "secret");
        settings.put("backbone.calls.issuer.url", url);
        settings.put("backbone.calls.thing.url", url);
        settings.put("backbone.calls.thing.breaker.open-for", "100ms");
    }

    @AfterEach
    void stop() {
        held.countDown();
        server.stop(0);
    }

    @Test
    void asksAndAnswersInJsonWithATokenOfItsOwn() {
        JsonNode answer = client().post("/thing", Map.of("name", "it"), JsonNode.class);

        assertThat(answer.path("answer").asInt()).isEqualTo(42);
        assertThat(authorization.get()).isEqualTo("Bearer token-1");
    }

    @Test
    void aTokenIsAskedForOnceAndRenewedShortlyBeforeItExpires() {
        ServiceClient client = client();
        client.get("/thing", JsonNode.class);
        client.get("/thing", JsonNode.class);
        assertThat(tokens).hasValue(1);

        clock.now = clock.now.plusSeconds(541);
        client.get("/thing", JsonNode.class);

        assertThat(tokens).hasValue(2);
        assertThat(authorization.get()).isEqualTo("Bearer token-2");
    }

    @Test
    void aTokenThatIsRefusedIsNotShownAgain() {
        ServiceClient client = client();
        status = 401;
        body = "{\"code\":\"unauthorized\"}";
        assertThatExceptionOfType(ServiceUnavailable.class).isThrownBy(() -> client.get("/thing", JsonNode.class));

        status = 200;
        client.get("/thing", JsonNode.class);

        assertThat(authorization.get()).isEqualTo("Bearer token-2");
    }

    @Test
    void aRefusalComesWithItsCodeAndLeavesTheBreakerClosed() {
        ServiceClient client = client();
        status = 409;
        body = "{\"code\":\"thing-is-taken\",\"detail\":\"by another\"}";

        for (int i = 0; i < 30; i++) {
            assertThatExceptionOfType(CallRefused.class)
                    .isThrownBy(() -> client.tell("/thing", Map.of()))
                    .satisfies(refused -> {
                        assertThat(refused.status()).isEqualTo(409);
                        assertThat(refused.code()).isEqualTo("thing-is-taken");
                        assertThat(refused.detail()).isEqualTo("by another");
                    });
        }
        assertThat(state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 429, 500, 503, 302})
    void whatIsNoAnswerIsUnavailability(int given) {
        status = given;
        body = "<html>";

        assertThatExceptionOfType(ServiceUnavailable.class)
                .isThrownBy(() -> client().get("/thing", JsonNode.class))
                .satisfies(it -> {
                    assertThat(it.target()).isEqualTo("thing");
                    assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"answer\":\"many\"}"})
    void anAnswerThatCannotBeReadIsUnavailability(String given) {
        body = given;

        assertThatExceptionOfType(ServiceUnavailable.class).isThrownBy(() -> client().get("/thing", Answer.class));
    }

    @Test
    void anAnswerThatDripsIsCutOff() {
        settings.put("backbone.calls.thing.read-timeout", "400ms");

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThatExceptionOfType(ServiceUnavailable.class)
                        .isThrownBy(() -> client().get("/dripping", JsonNode.class)));
    }

    @Test
    void theBreakerOpensTriesAgainAndCloses() {
        ServiceClient client = client();
        status = 500;
        for (int i = 0; i < 30; i++) {
            assertThatExceptionOfType(ServiceUnavailable.class).isThrownBy(() -> client.get("/thing", JsonNode.class));
        }
        assertThat(asked).hasValue(10);
        assertThat(state()).isEqualTo(CircuitBreaker.State.OPEN);

        status = 200;

        await().ignoreException(ServiceUnavailable.class).until(() -> {
            client.get("/thing", JsonNode.class);
            return state() == CircuitBreaker.State.CLOSED;
        });
    }

    @Test
    void waitsNoLongerThanTheTimeOut() {
        settings.put("backbone.calls.thing.read-timeout", "100ms");

        assertThatExceptionOfType(ServiceUnavailable.class).isThrownBy(() -> client().get("/slow", JsonNode.class));
    }

    @Test
    void oneCallTooManyFailsAtOnce() {
        settings.put("backbone.calls.thing.max-concurrent", "1");
        ServiceClient client = client();
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> client.get("/slow", JsonNode.class));
        await().until(() -> asked.get() == 1);

        assertThatExceptionOfType(ServiceUnavailable.class).isThrownBy(() -> client.get("/thing", JsonNode.class));

        held.countDown();
        first.join();
        client.get("/thing", JsonNode.class);
    }

    @Test
    void whatIsToldWaitsForAPlaceAndTakesNoneOfThoseWhoAsk() throws Exception {
        settings.put("backbone.calls.thing.max-concurrent", "1");
        ServiceClient client = client();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> asking = callers.submit(() -> client.get("/slow", JsonNode.class));
            Future<?> telling = callers.submit(() -> client.tell("/slow", Map.of()));
            await().until(() -> asked.get() == 2);
            Future<?> waiting = callers.submit(() -> client.tell("/thing", Map.of()));

            held.countDown();

            asking.get();
            telling.get();
            waiting.get();
        }
    }

    @Test
    void nobodyThereIsUnavailability() {
        settings.put("backbone.calls.thing.url", "http://localhost:1");

        assertThatExceptionOfType(ServiceUnavailable.class).isThrownBy(() -> client().get("/thing", JsonNode.class));
    }

    @Test
    void theOldTokenIsUsedWhileTheIssuerIsAway() {
        ServiceClient client = client();
        client.get("/thing", JsonNode.class);
        clock.now = clock.now.plusSeconds(541);
        server.removeContext("/token");

        client.get("/thing", JsonNode.class);

        assertThat(authorization.get()).isEqualTo("Bearer token-1");
        clock.now = clock.now.plusSeconds(60);
        assertThatExceptionOfType(ServiceUnavailable.class)
                .isThrownBy(() -> client.get("/thing", JsonNode.class))
                .satisfies(it -> assertThat(it.target()).isEqualTo("issuer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-secret", "thing.url", "issuer.url"})
    void aSettingThatIsMissingIsNamed(String setting) {
        settings.remove("backbone.calls." + setting);

        assertThatExceptionOfType(BindException.class)
                .isThrownBy(this::client)
                .satisfies(it -> assertThat(it.getCause())
                        .hasMessageContaining(setting.contains("secret") ? "clientSecret" : "url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"thing", "ftp://thing", "http://thing/"})
    void anAddressThatIsNoneIsRefused(String url) {
        settings.put("backbone.calls.thing.url", url);

        assertThatExceptionOfType(BindException.class).isThrownBy(this::client);
    }

    /** A machine that gives no thread any more must not keep the first call from being made. */
    @Test
    void whatEndsCallsRunsBeforeTheFirst() {
        long before = watching();

        client();

        assertThat(watching()).isEqualTo(before + 1);
    }

    private static long watching() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(it -> it.getName().equals(ServiceCalls.WATCH))
                .count();
    }

    private record Answer(int answer) {}

    private CircuitBreaker.State state() {
        return breakers.circuitBreaker("thing").getState();
    }

    private ServiceClient client() {
        ServiceCalls calls = new ServiceCalls(
                new Binder(new MapConfigurationPropertySource(settings)),
                new ValidationBindHandler(new SpringValidatorAdapter(
                        Validation.buildDefaultValidatorFactory().getValidator())),
                breakers,
                BulkheadRegistry.ofDefaults(),
                new JsonMapper(),
                new CurrentTrace(Tracer.NOOP),
                clock);
        return calls.to("thing");
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean asAgreed = form.equals("grant_type=client_credentials&scope=internal")
                && "Basic bWU6c2VjcmV0".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        answer(
                exchange,
                asAgreed ? 200 : 400,
                "{\"access_token\":\"token-%d\",\"expires_in\":%d}".formatted(tokens.incrementAndGet(), TOKEN_LIFE));
    }

    private void thing(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getRequestBody().readAllBytes();
        answer(exchange, status, body);
    }

    /** Sends blanks, which JSON allows, until nobody reads them or the test is over. */
    private void drip(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            while (!held.await(50, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void slow(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(exchange, 200, body);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}

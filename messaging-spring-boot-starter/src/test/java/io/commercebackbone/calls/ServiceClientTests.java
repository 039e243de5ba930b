package io.commercebackbone.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.commercebackbone.http.CurrentTrace;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.tracing.Tracer;
import jakarta.validation.Validation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private final Instants clock = new Instants();
    private ThingServer server;

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
        server = new ThingServer();
        String url = server.url();
        settings.put("backbone.calls.client-id", "me");
        settings.put("backbone.calls.client-secret", "secret");
        settings.put("backbone.calls.issuer.url", url);
        settings.put("backbone.calls.thing.url", url);
        settings.put("backbone.calls.thing.breaker.open-for", "100ms");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksAndAnswersInJsonWithATokenOfItsOwn() {
        JsonNode answer = client().post("/thing", Map.of("name", "it"), JsonNode.class);

        assertThat(answer.path("answer").asInt()).isEqualTo(42);
        assertThat(server.authorization.get()).isEqualTo("Bearer token-1");
    }

    @Test
    void aTokenIsAskedForOnceAndRenewedShortlyBeforeItExpires() {
        ServiceClient client = client();
        client.get("/thing", JsonNode.class);
        client.get("/thing", JsonNode.class);
        assertThat(server.tokens).hasValue(1);

        clock.now = clock.now.plusSeconds(541);
        client.get("/thing", JsonNode.class);

        assertThat(server.tokens).hasValue(2);
        assertThat(server.authorization.get()).isEqualTo("Bearer token-2");
    }

    @Test
    void aTokenThatIsRefusedIsNotShownAgain() {
        ServiceClient client = client();
        server.status = 401;
        server.body = "{\"code\":\"unauthorized\"}";
        assertThatExceptionOfType(ServiceUnavailable.class).isThrownBy(() -> client.get("/thing", JsonNode.class));

        server.status = 200;
        client.get("/thing", JsonNode.class);

        assertThat(server.authorization.get()).isEqualTo("Bearer token-2");
    }

    @Test
    void aRefusalComesWithItsCodeAndLeavesTheBreakerClosed() {
        ServiceClient client = client();
        server.status = 409;
        server.body = "{\"code\":\"thing-is-taken\",\"detail\":\"by another\"}";

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
        server.status = given;
        server.body = "<html>";

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
        server.body = given;

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
        server.status = 500;
        for (int i = 0; i < 30; i++) {
            assertThatExceptionOfType(ServiceUnavailable.class).isThrownBy(() -> client.get("/thing", JsonNode.class));
        }
        assertThat(server.asked).hasValue(10);
        assertThat(state()).isEqualTo(CircuitBreaker.State.OPEN);

        server.status = 200;

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
        await().until(() -> server.asked.get() == 1);

        assertThatExceptionOfType(ServiceUnavailable.class).isThrownBy(() -> client.get("/thing", JsonNode.class));

        server.letGo();
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
            await().until(() -> server.asked.get() == 2);
            Future<?> waiting = callers.submit(() -> client.tell("/thing", Map.of()));

            server.letGo();

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
        server.issueNoMore();

        client.get("/thing", JsonNode.class);

        assertThat(server.authorization.get()).isEqualTo("Bearer token-1");
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
}

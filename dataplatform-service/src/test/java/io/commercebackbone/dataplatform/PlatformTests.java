package io.commercebackbone.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.dataplatform.Outcome.Delivered;
import io.commercebackbone.dataplatform.Outcome.Refused;
import io.commercebackbone.dataplatform.Outcome.Throttled;
import io.commercebackbone.dataplatform.Outcome.Unavailable;
import io.commercebackbone.dataplatform.OutsidePlatform.Call;
import io.commercebackbone.dataplatform.OutsidePlatform.Reply;
import io.commercebackbone.tracing.Spans;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlatformTests {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Duration TIMEOUT = Duration.ofMillis(800);

    private final OutgoingCall call = new OutgoingCall(UUID.randomUUID(), "{\"payment\":\"€\"}", TRACEPARENT);
    private final OutsidePlatform outside = OutsidePlatform.start();

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void sendsKeySignatureTraceAndBody() {
        assertThat(post(outside.url())).isEqualTo(new Delivered(200));

        Call got = outside.calls().getFirst();
        assertThat(got.target().getPath()).isEqualTo("/v1/payments");
        assertThat(got.body()).isEqualTo(call.body());
        assertThat(got.key()).isEqualTo(call.idempotencyKey().toString());
        assertThat(got.headers().getFirst("X-Signature")).isEqualTo(new Signer(SECRET).sign(NOW, call.body()));
        assertThat(got.headers().getFirst("traceparent")).isEqualTo(TRACEPARENT);
        assertThat(got.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(got.headers().getFirst("User-Agent")).startsWith("commerce-backbone-dataplatform-service/");
    }

    @Test
    void aSlashAtTheEndOfTheAddressDoesNoHarm() {
        post(outside.url() + "/base//");

        assertThat(outside.calls().getFirst().target().getPath()).isEqualTo("/base/v1/payments");
    }

    @Test
    void tellsARefusal() {
        outside.answer(422);

        assertThat(post(outside.url())).isInstanceOf(Refused.class);
    }

    @Test
    void tellsWhenToComeBack() {
        outside.answer(it -> Reply.of(429).with("Retry-After", "Tue, 24 Nov 2026 10:00:30 GMT"));

        assertThat(post(outside.url())).isEqualTo(new Throttled(429, Duration.ofSeconds(30)));
    }

    @Test
    void followsNoRedirect() {
        outside.answer(it -> Reply.of(307).with("Location", outside.url() + "/elsewhere"));

        assertThat(post(outside.url())).isInstanceOf(Unavailable.class);
        assertThat(outside.calls()).hasSize(1);
    }

    @Test
    void nobodyThereIsNoAnswer() {
        String url = outside.url();
        outside.close();

        assertThat(post(url))
                .isInstanceOf(Unavailable.class)
                .extracting("status")
                .isNull();
    }

    @Test
    void givesUpAPlatformThatNeverAnswers() {
        outside.answer(it -> Reply.never());

        assertThat(timed(outside.url())).isInstanceOf(Unavailable.class);
    }

    @Test
    void givesUpAHeadThatDrips() throws Exception {
        try (RawServer dripping = RawServer.start("HTTP/1.1 200 OK\r\nX-Drip: ", "x", 50)) {
            assertThat(timed(dripping.url())).isInstanceOf(Unavailable.class);
            assertHungUp(dripping);
        }
    }

    /** The platform has said that it took the event; the rest may take as long as it likes, without us. */
    @Test
    void aBodyThatDripsChangesNothingAboutTheStatus() throws Exception {
        try (RawServer dripping = RawServer.start("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "x", 50)) {
            assertThat(timed(dripping.url())).isEqualTo(new Delivered(200));
            assertHungUp(dripping);
        }
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws Exception {
        try (RawServer gushing = RawServer.start(
                "HTTP/1.1 400 Bad Request\r\nContent-Length: 999999999\r\n\r\n", "x".repeat(4_096), 1)) {
            assertThat(post(gushing.url())).isInstanceOf(Refused.class);
            assertHungUp(gushing);
            assertThat(gushing.repeated()).isLessThan(2_000);
        }
    }

    @Test
    void aConnectionThatBreaksOffIsNoAnswer() throws Exception {
        try (RawServer garbage = RawServer.start("SSH-2.0-OpenSSH_9\r\n\r\n", "x", 50)) {
            assertThat(timed(garbage.url())).isInstanceOf(Unavailable.class);
        }
    }

    private static void assertHungUp(RawServer server) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            long before = server.repeated();
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            return server.repeated() == before;
        });
    }

    private Outcome timed(String url) {
        long began = System.nanoTime();
        Outcome outcome = post(url);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TIMEOUT.multipliedBy(4));
        return outcome;
    }

    private Outcome post(String url) {
        PlatformProperties properties = PlatformPropertiesTests.properties(url, SECRET, TIMEOUT);
        try (HttpClient http = new PlatformConfiguration().platformClient(properties)) {
            return new Platform(http, properties, Spans.none(), Clock.fixed(NOW, ZoneOffset.UTC)).post(call);
        }
    }
}

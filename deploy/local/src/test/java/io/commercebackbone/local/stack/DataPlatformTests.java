package io.commercebackbone.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.Health;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataPlatformTests {

    private final HttpClient http = HttpClient.newHttpClient();
    private DataPlatform platform;

    @BeforeEach
    void start() throws IOException {
        platform = DataPlatform.start(0, Clock.fixed(Instant.parse("2026-05-01T10:00:00Z"), ZoneOffset.UTC));
    }

    @AfterEach
    void stop() {
        platform.close();
        http.close();
    }

    @Test
    void listsWhatItGotInOrder() throws Exception {
        assertThat(post("/events", "key-1", "{\"orderId\":\"o1\"}").statusCode())
                .isEqualTo(200);
        assertThat(post("/elsewhere", "key-2", "not json").statusCode()).isEqualTo(200);

        JsonNode received = received();
        assertThat(received.path("total").asInt()).isEqualTo(2);
        assertThat(received.at("/items/0/path").asString()).isEqualTo("/events");
        assertThat(received.at("/items/0/idempotencyKey").asString()).isEqualTo("key-1");
        assertThat(received.at("/items/0/signature").asString()).isEqualTo("t=1,v1=ab");
        assertThat(received.at("/items/0/traceparent").asString()).isEmpty();
        assertThat(received.at("/items/0/body/orderId").asString()).isEqualTo("o1");
        assertThat(received.at("/items/0/at").asString()).isEqualTo("2026-05-01T10:00:00Z");
        assertThat(received.at("/items/1/body").asString()).isEqualTo("not json");
    }

    @Test
    void keepsNoBodyThatIsTooLong() throws Exception {
        assertThat(post("/events", "key", "x".repeat(16 * 1024)).statusCode()).isEqualTo(200);
        assertThat(post("/events", "key", "x".repeat(16 * 1024 + 1)).statusCode())
                .isEqualTo(413);

        assertThat(received().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void failsWhileItIsToldToAndSaysSoInItsList() throws Exception {
        send("PUT", "/mode", "{\"status\":503}");
        assertThat(post("/events", "key", "{}").statusCode()).isEqualTo(503);
        send("PUT", "/mode", "{}");
        assertThat(post("/events", "key", "{}").statusCode()).isEqualTo(200);

        assertThat(received().at("/items/0/status").asInt()).isEqualTo(503);
        assertThat(received().at("/items/1/status").asInt()).isEqualTo(200);
    }

    @Test
    void dawdlesWhileItIsToldTo() throws Exception {
        send("PUT", "/mode", "{\"delayMillis\":300}");

        long begin = System.nanoTime();
        assertThat(post("/events", "key", "{}").statusCode()).isEqualTo(200);

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(300_000_000L);
    }

    @Test
    void refusesAModeThatIsNone() throws Exception {
        for (String mode : new String[] {"{\"status\":7}", "{\"delayMillis\":-1}", "[]", "well", ""}) {
            assertThat(send("PUT", "/mode", mode).statusCode()).as(mode).isEqualTo(400);
        }
    }

    @Test
    void answersHealthAlsoWhileItFails() throws Exception {
        send("PUT", "/mode", "{\"status\":503}");

        assertThat(Health.ok(platform.port(), DataPlatform.HEALTH)).isTrue();
    }

    private JsonNode received() throws Exception {
        return JsonMapper.shared().readTree(send("GET", "/received", "").body());
    }

    private HttpResponse<String> post(String path, String key, String body) throws Exception {
        return http.send(
                request(path)
                        .header("Idempotency-Key", key)
                        .header("X-Signature", "t=1,v1=ab")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                request(path).method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + platform.port() + path));
    }
}

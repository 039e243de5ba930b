package io.commercebackbone.messaging.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.commercebackbone.events.EventType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is asked of a registry, and how often. */
@ExtendWith(OutputCaptureExtension.class)
class RegisteredSchemasTests {

    private static final String UNCHECKED = "Schema registry - no schema, events are processed unchecked";

    private final EventType<Object> grown = new EventType<>("grown", 1, Object.class);
    private final List<String> asked = new ArrayList<>();
    private final MovedClock clock = new MovedClock();
    private int status = 200;
    private String content = "{\"type\":\"object\"}";

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private RegisteredSchemas schemas;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            byte[] body = content.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        URI registry = URI.create("http://localhost:" + server.getAddress().getPort());
        schemas = new RegisteredSchemas(
                new SchemaProperties(
                        SchemaValidation.ENFORCE, registry, Duration.ofSeconds(10), Duration.ofSeconds(30)),
                clock);
    }

    @AfterEach
    void stop() {
        schemas.close();
        server.stop(0);
    }

    @Test
    void asksForTheNewestOfTheEventsNameAndOnlyOnce() {
        assertThat(schemas.of(grown)).isPresent();
        clock.now = clock.now.plus(Duration.ofDays(30));
        assertThat(schemas.of(grown)).isPresent();

        assertThat(asked)
                .containsExactly(
                        "/apis/registry/v3/groups/commerce-backbone/artifacts/grown.v1/versions/branch=latest/content");
    }

    @Test
    void keepsWhatItHasWhenTheRegistryIsAway() {
        schemas.of(grown);
        server.stop(0);

        assertThat(schemas.of(grown)).isPresent();
    }

    @Test
    void asksAgainForWhatIsMissingOnlyAfterAWhileAndSaysSoOnce(CapturedOutput output) {
        status = 404;
        assertThat(schemas.of(grown)).isEmpty();
        assertThat(schemas.of(grown)).isEmpty();
        assertThat(asked).hasSize(1);
        clock.now = clock.now.plusSeconds(30);
        assertThat(schemas.of(grown)).isEmpty();
        assertThat(asked).hasSize(2);
        assertThat(output.getOut().split(UNCHECKED, -1)).as("said once").hasSize(2);

        status = 200;
        assertThat(schemas.of(grown)).isEmpty();
        clock.now = clock.now.plusSeconds(30);
        assertThat(schemas.of(grown)).isPresent();
        assertThat(output).contains("Schema registry - schema is there: event=grown.v1");
    }

    @Test
    void whatIsNoSchemaIsTakenForNone(CapturedOutput output) {
        content = "<html>an error page</html>";

        assertThat(schemas.of(grown)).isEmpty();
        assertThat(output).contains(UNCHECKED);
    }

    private static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2026-11-22T01:02:03Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

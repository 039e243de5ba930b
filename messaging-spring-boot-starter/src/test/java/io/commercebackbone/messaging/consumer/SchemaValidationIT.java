package io.commercebackbone.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.commercebackbone.events.EventHeaders;
import io.commercebackbone.events.EventType;
import io.commercebackbone.local.LocalRegistry;
import io.commercebackbone.messaging.EventJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A consumer that holds events against their registered schemas, with a registry that comes and goes. */
@ExtendWith(OutputCaptureExtension.class)
class SchemaValidationIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String UNCHECKED = "Schema registry - no schema, events are processed unchecked";

    /** A size that the record takes and the schema does not. */
    private static final int TOO_SMALL = 0;

    @SuppressWarnings("NullAway.Init")
    private static LocalRegistry registry;

    @BeforeAll
    static void start() {
        registry = LocalRegistry.start();
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @AfterEach
    void back() {
        registry.resume();
        if (!registry.running()) {
            registry.restart();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "batch"})
    void enforcedWhatDoesNotFitIsDeadLetteredAtOnceAndThePartitionGoesOn(String mode) throws Exception {
        try (GrowthService service = service(mode, "enforce")) {
            register(service.type);
            service.grow(1);
            service.grow(TOO_SMALL);
            service.send("{\"size\":2}", EventHeaders.DATA_SCHEMA, "urn:of-something-else");
            service.grow(3);

            await().atMost(SOON).until(() -> service.committed() == 4);
            assertThat(service.growth().sizes).containsExactly(1, 3);
            assertThat(service.deadLetters()).hasSize(2).allSatisfy(letter -> {
                assertThat(header(letter, EventHeaders.DEAD_LETTER_CAUSE)).isEqualTo("schema-violation");
                assertThat(header(letter, EventHeaders.DEAD_LETTER_ATTEMPTS)).isEqualTo("1");
            });
            assertThat(header(service.deadLetters().getFirst(), EventHeaders.DEAD_LETTER_EXCEPTION))
                    .contains("/size");
            assertThat(header(service.deadLetters().getLast(), EventHeaders.DEAD_LETTER_EXCEPTION))
                    .contains("ce_dataschema is not " + service.type.dataSchema());
            assertThat(service.checked("fits")).isEqualTo(2);
            assertThat(service.checked("violates")).isEqualTo(2);
        }
    }

    @Test
    void warnedOfItIsLoggedCountedAndProcessed(CapturedOutput output) throws Exception {
        try (GrowthService service = service("batch", "warn")) {
            register(service.type);
            service.grow(TOO_SMALL);
            service.grow(1);

            await().atMost(SOON).until(() -> service.committed() == 2);
            assertThat(service.growth().sizes).containsExactly(TOO_SMALL, 1);
            assertThat(service.deadLetters()).isEmpty();
            assertThat(service.checked("violates")).isEqualTo(1);
            assertThat(output)
                    .contains("Kafka Consumer - message does not fit its schema: topic=" + service.topic
                            + ", partition=0, offset=0, orderId=key");
        }
    }

    @Test
    void offNobodyAsks() throws Exception {
        try (GrowthService service = service("batch", "off")) {
            register(service.type);
            service.grow(TOO_SMALL);

            await().atMost(SOON).until(() -> service.committed() == 1);
            assertThat(service.growth().sizes).containsExactly(TOO_SMALL);
            assertThat(Stream.of("fits", "violates", "unchecked").mapToDouble(service::checked))
                    .containsOnly(0.0);
        }
    }

    @Test
    void whatIsKnownIsEnforcedWhileTheRegistryIsAway() throws Exception {
        try (GrowthService service = service("batch", "enforce")) {
            register(service.type);
            service.grow(1);
            await().atMost(SOON).until(() -> service.committed() == 1);

            registry.kill();
            service.grow(TOO_SMALL);
            service.grow(2);

            await().atMost(SOON).until(() -> service.committed() == 3);
            assertThat(service.growth().sizes).containsExactly(1, 2);
            assertThat(service.deadLetters()).hasSize(1);
            assertThat(service.checked("unchecked")).isZero();
        }
    }

    /** Dead or frozen. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withNothingKnownItGoesOnUncheckedUntilTheRegistryIsBack(boolean dead, CapturedOutput output) throws Exception {
        try (GrowthService service = service("batch", "enforce")) {
            register(service.type);
            if (dead) {
                registry.kill();
            } else {
                registry.pause();
            }
            service.grow(TOO_SMALL);
            service.grow(1);
            await().atMost(SOON).until(() -> service.committed() == 2);
            service.grow(2);
            await().atMost(SOON).until(() -> service.committed() == 3);
            assertThat(service.growth().sizes).containsExactly(TOO_SMALL, 1, 2);
            assertThat(service.checked("unchecked")).isEqualTo(3);
            assertThat(output.getOut().split(UNCHECKED, -1)).as("said once").hasSize(2);

            back();
            await().atMost(SOON).until(() -> {
                service.grow(4);
                return service.checked("fits") > 0;
            });
            service.grow(TOO_SMALL);

            await().atMost(SOON).until(() -> service.deadLetters().size() == 1);
        }
    }

    @Test
    void whatIsNotRegisteredIsNotChecked() throws Exception {
        try (GrowthService service = service("single", "enforce")) {
            service.grow(TOO_SMALL);

            await().atMost(SOON).until(() -> service.committed() == 1);
            assertThat(service.growth().sizes).containsExactly(TOO_SMALL);
            assertThat(service.checked("unchecked")).isEqualTo(1);
        }
    }

    private static GrowthService service(String mode, String validation) throws Exception {
        return new GrowthService(
                mode,
                500,
                "--backbone.schemas.validation=" + validation,
                "--backbone.schemas.registry=" + registry.url(),
                "--backbone.schemas.timeout=500ms",
                "--backbone.schemas.retry-interval=300ms");
    }

    private static void register(EventType<?> type) throws Exception {
        String schema = """
                {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "%s", "type": "object",
                 "required": ["size"], "properties": {"size": {"type": "integer", "minimum": 1}}}
                """.formatted(type.dataSchema());
        Map<String, Object> artifact = Map.of(
                "artifactId", type.wireName(),
                "artifactType", "JSON",
                "firstVersion", Map.of("content", Map.of("content", schema, "contentType", "application/json")));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(registry.url() + "/apis/registry/v3/groups/"
                                    + EventType.REGISTRY_GROUP + "/artifacts"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(EventJson.write(artifact)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

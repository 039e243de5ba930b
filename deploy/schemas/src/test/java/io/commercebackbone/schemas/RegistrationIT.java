package io.commercebackbone.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.events.EventType;
import io.commercebackbone.events.EventTypes;
import io.commercebackbone.local.LocalRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The step of a deployment, at a real registry. */
class RegistrationIT {

    private static final String CREATED = EventTypes.ORDER_CREATED.wireName();
    private static final Path NEXT =
            Path.of("../../event-contracts/src/test/resources/next/schemas/order-created/2.json");
    private static final LocalRegistry REGISTRY = LocalRegistry.shared();

    private final List<EventSchema> published = EventSchema.published();

    @BeforeAll
    static void registerWhatIsPublished() {
        Run first = run(EventSchema.published());
        assertThat(first.code).as(first.said).isZero();
    }

    @Test
    void whatCeDataschemaNamesIsRegisteredUnderTheNameOfTheEvent() throws Exception {
        for (EventType<?> type : EventTypes.ACCEPTED) {
            JsonNode registered = get("/artifacts/" + type.wireName() + "/versions/branch=latest/content");

            assertThat(registered.path("$id").asString())
                    .isEqualTo(type.dataSchema().toString());
            assertThat(registered.path("required")).isNotEmpty();
        }
    }

    @Test
    void registeringAgainChangesNothing() throws Exception {
        JsonNode before = get("/artifacts/" + CREATED);

        Run again = run(published);

        assertThat(again.code).isZero();
        assertThat(again.said.lines())
                .hasSize(published.size())
                .allSatisfy(line -> assertThat(line).endsWith("is registered already"));
        assertThat(get("/artifacts/" + CREATED + "/versions").path("count").asInt())
                .isEqualTo(1);
        assertThat(get("/artifacts/" + CREATED)).isEqualTo(before);
    }

    /** Each would break a reader of what is written by it, or a reader by it of what was written before. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "orderId", "userId",                                    | "userId",                          | required
            "orderId", "userId",                                    | "orderId", "userId", "channel",    | required
            "quantity": {"type": "integer", "minimum": 1}           | "quantity": {"type": "string"}     | quantity
            "quantity": {"type": "integer", "minimum": 1}           | "quantity": {"type": "integer", "minimum": 2} | quantity
            "properties": {"orderId":                               | "properties": {"channel": {"type": "string"}, "orderId": | propert
            """)
    void aSchemaThatBreaksSomebodyIsRefusedByNameAndTheOthersAreRegistered(String from, String to, String place)
            throws Exception {
        Run run = run(published.stream()
                .map(schema -> schema.event().equals(CREATED) ? changed(schema, from, to) : schema)
                .toList());

        assertThat(run.code).isEqualTo(1);
        assertThat(run.said)
                .contains(CREATED + " is REFUSED: it is not compatible with what is registered")
                .contains(place)
                .contains(EventTypes.PAYMENT_FAILED.wireName() + " is registered already");
        assertThat(get("/artifacts/" + CREATED + "/versions").path("count").asInt())
                .isEqualTo(1);
    }

    /** Whoever registers by other means meets the same rule. */
    @Test
    void theRuleHoldsForEverybody() throws Exception {
        String name = EventTypes.PAYMENT_FAILED.wireName();
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "content", Map.of("content", "{\"type\":\"string\"}", "contentType", "application/json")));

        HttpResponse<String> answer = send("POST", "/artifacts/" + name + "/versions", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("RuleViolationException");
        assertThat(get("/rules/COMPATIBILITY").path("config").asString()).isEqualTo("FULL_TRANSITIVE");
    }

    @Test
    void aRuleThatSomebodyLoosenedIsTightenedAgain() throws Exception {
        send("PUT", "/rules/COMPATIBILITY", "{\"ruleType\":\"COMPATIBILITY\",\"config\":\"NONE\"}");
        assertThat(get("/rules/COMPATIBILITY").path("config").asString()).isEqualTo("NONE");

        run(published);

        assertThat(get("/rules/COMPATIBILITY").path("config").asString()).isEqualTo("FULL_TRANSITIVE");
    }

    @Test
    void aNewVersionOfAnEventIsRegisteredBesideTheOldOne() throws Exception {
        EventSchema next = new EventSchema("order-created.v2", Files.readString(NEXT));

        Run run = run(List.of(published.getFirst(), next));

        assertThat(run.code).as(run.said).isZero();
        assertThat(get("/artifacts/order-created.v2/versions/branch=latest/content")
                        .path("$id")
                        .asString())
                .isEqualTo("urn:commerce-backbone:schemas:order-created:2");
        assertThat(get("/artifacts/" + CREATED + "/versions").path("count").asInt())
                .isEqualTo(1);
    }

    @Test
    void whatOnlyDescribesItAnotherWayIsANewVersionOfTheSameSchema() throws Exception {
        String name = "described.v1";
        EventSchema schema = new EventSchema(name, published.getFirst().content());
        run(List.of(schema));
        EventSchema described =
                changed(schema, "\"type\": \"object\",", "\"type\": \"object\", \"$comment\": \"said better\",");

        assertThat(run(List.of(described)).said).contains(name + " is registered as version 2");
        assertThat(run(List.of(described)).said).contains(name + " is registered already");
        assertThat(run(List.of(schema)).said)
                .as("the release before, after a rollback")
                .contains("as version 1");
    }

    @Test
    void saysWhenThereIsNoRegistry() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = RegisterCommand.run(
                List.of("--registry", "http://127.0.0.1:1"),
                published,
                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("register: http://127.0.0.1:1 does not answer");
    }

    private record Run(int code, String said) {}

    private static Run run(List<EventSchema> schemas) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = RegisterCommand.run(
                List.of("--registry", REGISTRY.url() + "/"),
                schemas,
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Run(code, out.toString(StandardCharsets.UTF_8));
    }

    /** The schema with one place of it changed, whatever its lines are. */
    private static EventSchema changed(EventSchema schema, String from, String to) {
        String before = JsonMapper.shared().readTree(schema.content()).toString();
        String after = before.replace(dense(from), dense(to));
        assertThat(after).isNotEqualTo(before);
        return new EventSchema(schema.event(), after);
    }

    private static String dense(String json) {
        return json.replaceAll("([:,]) +", "$1");
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(
                                    URI.create(REGISTRY.url() + "/apis/registry/v3/groups/commerce-backbone" + path))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}

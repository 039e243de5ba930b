package io.commercebackbone.schemas;

import io.commercebackbone.events.EventType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An Apicurio Registry, by version 3 of its API. Each call blocks for ten seconds at most.
 *
 * <p>Every method throws {@link RegistryProblem} if the registry does not answer, or not as it should.
 */
final class Registry implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a problem is called that a rule has caused. */
    private static final String REFUSAL = "RuleViolationException";

    /** Both ways, and against all that was registered before: readers and records of any age meet. */
    private static final Map<String, String> RULE = Map.of("ruleType", "COMPATIBILITY", "config", "FULL_TRANSITIVE");

    private final URI base;
    private final String group;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    /** @param base its address, such as {@code http://localhost:8091} */
    Registry(URI base) {
        this.base = base;
        this.group = "groups/" + EventType.REGISTRY_GROUP;
    }

    /** Makes the group of the events' schemas, if need be, and puts it under the rule. */
    void guard() {
        if (call("GET", group, null).statusCode() == 404) {
            require(call(
                    "POST",
                    "groups",
                    Map.of(
                            "groupId",
                            EventType.REGISTRY_GROUP,
                            "description",
                            "Schemas of the commerce backbone's events")));
        }
        HttpResponse<String> rule = call("GET", group + "/rules/COMPATIBILITY", null);
        if (rule.statusCode() == 404) {
            require(call("POST", group + "/rules", RULE));
        } else if (!require(rule).path("config").asString().equals(RULE.get("config"))) {
            require(call("PUT", group + "/rules/COMPATIBILITY", RULE));
        }
    }

    /** The content that was registered last under a name; empty if there is none. */
    Optional<JsonNode> latest(String name) {
        HttpResponse<String> answer = call("GET", artifact(name) + "/versions/branch=latest/content", null);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(require(answer));
    }

    /** Registers a content, unless it is there already or the rule forbids it. */
    Outcome register(String name, String content) {
        HttpResponse<String> answer = call(
                "POST",
                group + "/artifacts?ifExists=FIND_OR_CREATE_VERSION&canonical=true",
                Map.of(
                        "artifactId",
                        name,
                        "artifactType",
                        "JSON",
                        "firstVersion",
                        Map.of("content", Map.of("content", content, "contentType", "application/json"))));
        if (answer.statusCode() >= 400 && read(answer).path("name").asString("").equals(REFUSAL)) {
            return new Outcome.Refused(name, reasons(read(answer)));
        }
        return new Outcome.Registered(
                name, require(answer).path("version").path("version").asString());
    }

    private String artifact(String name) {
        return group + "/artifacts/" + name;
    }

    private static List<String> reasons(JsonNode problem) {
        List<String> causes = problem.path("causes")
                .valueStream()
                .map(cause -> cause.path("description").asString() + " at "
                        + cause.path("context").asString())
                .distinct()
                .sorted()
                .toList();
        return causes.isEmpty() ? List.of(problem.path("title").asString("no reason given")) : causes;
    }

    private JsonNode require(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new RegistryProblem(
                    "%s answers %s %s with %d: %s"
                            .formatted(
                                    base,
                                    answer.request().method(),
                                    answer.uri().getPath(),
                                    answer.statusCode(),
                                    read(answer).path("title").asString("")),
                    null);
        }
        return read(answer);
    }

    private JsonNode read(HttpResponse<String> answer) {
        try {
            return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new RegistryProblem(
                    base + " answers with " + answer.statusCode() + " and no JSON: is it a registry?", e);
        }
    }

    private HttpResponse<String> call(String method, String path, @Nullable Object body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/apis/registry/v3/" + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RegistryProblem(base + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryProblem("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

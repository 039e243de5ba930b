package io.commercebackbone.verify.callers;

import io.commercebackbone.verify.parts.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service describes in its committed OpenAPI file.
 *
 * @param path with its parameters in braces
 * @param statuses that it says it answers
 * @param example of the body; null if it takes none
 */
record Operation(
        Part service,
        String method,
        String path,
        Set<String> statuses,
        @Nullable JsonNode example) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String JSON_BODY = "application/json";

    /** Those of all services, from {@code <service>/src/main/openapi/<service>.json}. */
    static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        for (Part service : Part.services()) {
            if (service != Part.GATEWAY) {
                all.addAll(of(service));
            }
        }
        return all;
    }

    private static List<Operation> of(Part service) {
        JsonNode description = description(service.label());
        List<Operation> operations = new ArrayList<>();
        description
                .path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, node) -> operations.add(new Operation(
                        service,
                        method.toUpperCase(Locale.ROOT),
                        path,
                        new TreeSet<>(node.path("responses").propertyNames()),
                        example(description, node)))));
        return operations;
    }

    private static JsonNode description(String service) {
        Path root = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../..");
        try {
            return JSON.readTree(Files.readString(root.resolve(service + "/src/main/openapi/" + service + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable JsonNode example(JsonNode description, JsonNode operation) {
        JsonNode examples =
                operation.path("requestBody").path("content").path(JSON_BODY).path("examples");
        for (JsonNode example : examples) {
            String reference = example.path("$ref").asString("");
            return (reference.isEmpty() ? example : description.at(reference.substring(1))).path("value");
        }
        return null;
    }

    /** {@code POST /orders}. */
    String name() {
        return method + " " + path;
    }

    boolean isInternal() {
        return path.startsWith("/internal/");
    }

    boolean isForOperators() {
        return path.startsWith("/admin/");
    }

    @Override
    public String toString() {
        return name() + " of " + service.label();
    }
}

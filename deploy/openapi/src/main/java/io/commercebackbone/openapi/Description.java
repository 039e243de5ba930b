package io.commercebackbone.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of a service's API, without the place where it was asked for. */
final class Description {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    private final JsonNode root;

    private Description(JsonNode root) {
        this.root = root;
    }

    /** An operation: {@code POST /orders}. */
    record Operation(String name, JsonNode node) {}

    static Description read(String json) {
        JsonNode root = JSON.readTree(json);
        if (root instanceof ObjectNode document) {
            document.remove("servers");
        }
        return new Description(root);
    }

    /** In an order that depends on nothing: keys are sorted. */
    String text() {
        return JSON.writeValueAsString(JSON.treeToValue(root, Object.class)).replace("\r\n", "\n") + "\n";
    }

    JsonNode root() {
        return root;
    }

    /** The API's version, which changes when a client may break. */
    String version() {
        return root.path("info").path("version").asString("");
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .forEachEntry((path, methods) -> methods.forEachEntry((method, node) ->
                        operations.add(new Operation(method.toUpperCase(Locale.ROOT) + " " + path, node))));
        return operations;
    }

    /** What a node says, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#") ? root.at(reference.substring(1)) : node;
    }
}

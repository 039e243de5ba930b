package io.commercebackbone.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.commercebackbone.openapi.Description.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client would look for in a description and not find. */
final class Gaps {

    private static final String PROBLEM = "application/problem+json";

    private final Description description;
    private final List<String> found = new ArrayList<>();

    private Gaps(Description description) {
        this.description = description;
    }

    /** Empty if there are none: each is named by its operation. */
    static List<String> of(Description description) {
        Gaps gaps = new Gaps(description);
        if (!description.root().path("openapi").asString("").startsWith("3.0")) {
            gaps.found.add(
                    "openapi: it is not version 3.0, which is what the comparison with the last release understands");
        }
        description.operations().forEach(gaps::look);
        return gaps.found;
    }

    private void look(Operation operation) {
        JsonNode node = operation.node();
        if (node.path("summary").asString("").isBlank()) {
            found.add(operation.name() + ": no summary");
        }
        if (node.path("tags").isEmpty()) {
            found.add(operation.name() + ": no tag");
        }
        parameters(operation);
        contents(operation.name() + ", request", description.resolved(node.path("requestBody")));
        int answers = 0;
        int refusals = 0;
        for (var response : node.path("responses").properties()) {
            JsonNode answer = description.resolved(response.getValue());
            String place = operation.name() + ", " + response.getKey();
            contents(place, answer);
            if (response.getKey().startsWith("2")) {
                answers++;
            } else if (answer.path("content").has(PROBLEM)) {
                refusals++;
            } else {
                found.add(place + ": no " + PROBLEM);
            }
        }
        if (answers == 0) {
            found.add(operation.name() + ": no success answer");
        }
        if (refusals == 0) {
            found.add(operation.name() + ": no error answer");
        }
    }

    private void parameters(Operation operation) {
        for (JsonNode each : operation.node().path("parameters")) {
            JsonNode parameter = description.resolved(each);
            if (parameter.path("description").asString("").isBlank()) {
                found.add(operation.name() + ": parameter "
                        + parameter.path("name").asString("") + " without description");
            }
        }
    }

    private void contents(String place, JsonNode message) {
        for (var content : message.path("content").properties()) {
            List<JsonNode> examples = examples(content.getValue());
            if (examples.isEmpty()) {
                found.add(place + ": no example of " + content.getKey());
            }
            examples.forEach(example -> compare(place, content.getValue().path("schema"), example));
        }
    }

    private List<JsonNode> examples(JsonNode content) {
        List<JsonNode> examples = new ArrayList<>();
        if (content.has("example")) {
            examples.add(content.path("example"));
        }
        content.path("examples")
                .forEach(each -> examples.add(description.resolved(each).path("value")));
        return examples;
    }

    private void compare(String place, JsonNode schema, JsonNode example) {
        ObjectNode document = (ObjectNode) description.root().deepCopy();
        document.removeAll();
        document.setAll((ObjectNode) schema.deepCopy());
        document.set("components", description.root().path("components"));
        List<Error> errors = SchemaRegistry.withDefaultDialect(
                        Dialects.getOpenApi30(),
                        builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()))
                .getSchema(document)
                .validate(example);
        if (!errors.isEmpty()) {
            found.add(place + ": the example is not what its schema says: "
                    + errors.stream().map(Error::toString).sorted().collect(Collectors.joining("; ")));
        }
    }
}

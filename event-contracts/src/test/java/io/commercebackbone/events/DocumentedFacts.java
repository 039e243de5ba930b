package io.commercebackbone.events;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What an AsyncAPI document says, a sentence each. */
final class DocumentedFacts {

    private static final String LETTER = ".dead-letter";

    private final JsonNode document;
    private final Set<String> facts = new TreeSet<>();

    private DocumentedFacts(JsonNode document) {
        this.document = document;
    }

    static Set<String> of(JsonNode document) {
        DocumentedFacts documented = new DocumentedFacts(document);
        document.path("channels").properties().forEach(channel -> documented.channel(channel.getValue()));
        document.path("operations")
                .properties()
                .forEach(operation -> documented.operation(operation.getKey(), operation.getValue()));
        return documented.facts;
    }

    private void channel(JsonNode channel) {
        String address = channel.path("address").asString();
        int partitions = resolved(channel.path("bindings"))
                .path("kafka")
                .path("partitions")
                .asInt();
        facts.add("%s has %d partitions".formatted(address, partitions));
        for (JsonNode reference : channel.path("messages")) {
            JsonNode message = resolved(reference);
            facts.add("%s carries %s".formatted(address, message.path("name").asString()));
            message(message);
        }
    }

    private void message(JsonNode message) {
        String name = message.path("name").asString();
        String payload = message.path("payload").path("$ref").asString();
        if (payload.startsWith("./")) {
            facts.add("%s is described by %s".formatted(name, payload));
        }
        facts.add("%s has a key: %s"
                .formatted(
                        name,
                        resolved(message.path("bindings"))
                                .path("kafka")
                                .path("key")
                                .path("format")
                                .asString()));
        String kind = name.endsWith(LETTER) ? "a dead letter" : name.equals("mark") ? "a mark" : "an event";
        for (String header :
                resolved(message.path("headers")).path("properties").propertyNames()) {
            facts.add("%s has the header %s".formatted(kind, header));
        }
    }

    private void operation(String id, JsonNode operation) {
        String address = resolved(operation.path("channel")).path("address").asString();
        if (operation.path("action").asString().equals("send")) {
            facts.add("%s sends to %s".formatted(id.substring(0, id.indexOf('.')), address));
        } else {
            String group = resolved(operation.path("bindings"))
                    .path("kafka")
                    .path("groupId")
                    .path("const")
                    .asString();
            facts.add("group %s reads %s".formatted(group, address));
        }
    }

    /** What a reference within the document points at; else the node itself. */
    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#/") ? resolved(document.at(reference.substring(1))) : node;
    }
}

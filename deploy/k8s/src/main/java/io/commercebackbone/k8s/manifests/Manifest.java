package io.commercebackbone.k8s.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One resource as it is handed to Kubernetes.
 *
 * @param tree all of it; what is not there is a missing node
 */
public record Manifest(JsonNode tree) {

    public String kind() {
        return text("/kind");
    }

    /** Group and version. */
    public String apiVersion() {
        return text("/apiVersion");
    }

    public String name() {
        return text("/metadata/name");
    }

    /** Kind and name, as people speak of it. */
    public String title() {
        return kind() + "/" + name();
    }

    public boolean is(String kind) {
        return kind().equals(kind);
    }

    /** What a JSON pointer leads to. */
    public JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** Empty if there is nothing. */
    public String text(String pointer) {
        return at(pointer).asText("");
    }

    /** The map of texts that a JSON pointer leads to. */
    public Map<String, String> texts(String pointer) {
        return texts(at(pointer));
    }

    static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new HashMap<>();
        node.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    /** The elements of a list. */
    public static List<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}

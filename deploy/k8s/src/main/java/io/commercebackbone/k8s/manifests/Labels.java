package io.commercebackbone.k8s.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a label selector means a set of labels. */
public final class Labels {

    private Labels() {}

    /** An empty selector means all; one that is missing means none. */
    public static boolean match(JsonNode selector, Map<String, String> labels) {
        if (selector.isMissingNode()) {
            return false;
        }
        boolean named = selector.path("matchLabels").properties().stream()
                .allMatch(it -> it.getValue().asText().equals(labels.get(it.getKey())));
        return named
                && Manifest.each(selector.path("matchExpressions")).stream().allMatch(it -> match(labels, it));
    }

    private static boolean match(Map<String, String> labels, JsonNode expression) {
        String key = expression.path("key").asText();
        List<JsonNode> listed = Manifest.each(expression.path("values"));
        Set<String> values = listed.stream().map(JsonNode::asText).collect(Collectors.toSet());
        String operator = expression.path("operator").asText();
        return switch (operator) {
            case "In" -> labels.containsKey(key) && values.contains(labels.get(key));
            case "NotIn" -> !labels.containsKey(key) || !values.contains(labels.get(key));
            case "Exists" -> labels.containsKey(key);
            case "DoesNotExist" -> !labels.containsKey(key);
            default -> throw new IllegalArgumentException("no such operator: " + operator);
        };
    }
}

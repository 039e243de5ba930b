package io.commercebackbone.k8s.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Rendered;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users may do in Kafka, one line each: user, operation, kind, name. */
public final class KafkaRights {

    private KafkaRights() {}

    /** As the overlay grants them. */
    public static Set<String> granted(Rendered rendered) {
        return rendered.all("KafkaUser")
                .flatMap(user -> Manifest.each(user.at("/spec/authorization/acls")).stream()
                        .flatMap(rule -> lines(user.name(), rule)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> lines(String user, JsonNode rule) {
        JsonNode resource = rule.path("resource");
        boolean wide = !resource.path("patternType").asText("literal").equals("literal")
                || resource.path("name").asText("*").equals("*");
        String name = (wide ? "any like " : "") + resource.path("name").asText();
        return Manifest.each(rule.path("operations")).stream()
                .map(it -> String.join(
                        " ", user, it.asText(), resource.path("type").asText(), name));
    }

    /**
     * What a service needs for what it is listed with.
     *
     * @param may {@code write}: its own topic; {@code read}: a topic that it listens to
     */
    public static Stream<String> needed(String service, String may, String topic) {
        String deadLetters = topic + "-dlq";
        // an owner looks for what is missing; a reader sends a replayed dead letter onto its topic again
        Stream<String> both = rights(service, "topic", topic, "Read", "Write", "Describe");
        return switch (may) {
            case "write" -> Stream.concat(both, rights(service, "topic", deadLetters, "Describe"));
            case "read" ->
                Stream.of(
                                both,
                                rights(service, "topic", deadLetters, "Read", "Write", "Describe"),
                                rights(service, "group", service, "Read"),
                                rights(service, "group", service + ".dead-letters", "Read"))
                        .flatMap(it -> it);
            default -> throw new IllegalArgumentException("neither write nor read: " + may);
        };
    }

    private static Stream<String> rights(String service, String kind, String name, String... operations) {
        return Stream.of(operations).map(it -> String.join(" ", service, it, kind, name));
    }
}

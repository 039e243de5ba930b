package io.commercebackbone.k8s.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Workload;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a workload is configured with. */
final class Settings {

    private static final List<String> SECRET_WORDS =
            List.of("password", "secret", "token", "credential", "privatekey", "jaas", "apikey");
    private static final String HASHED = ".+-[a-z0-9]{10}";

    private Settings() {}

    /** Neither as values in the pod nor in a ConfigMap that it reads. */
    static boolean holdNoSecrets(Workload workload) {
        boolean plain = workload.allContainers().stream()
                .flatMap(it -> Manifest.each(it.path("env")).stream())
                .filter(it -> it.has("value"))
                .anyMatch(it -> isSecret(it.path("name").asText()));
        return !plain
                && maps(workload)
                        .flatMap(it -> workload.together().find("ConfigMap", it).stream())
                        .flatMap(it -> it.texts("/data").keySet().stream())
                        .noneMatch(Settings::isSecret);
    }

    static boolean areHashed(Workload workload) {
        return maps(workload)
                .allMatch(it -> it.matches(HASHED)
                        && workload.together().find("ConfigMap", it).isPresent());
    }

    private static boolean isSecret(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return SECRET_WORDS.stream().anyMatch(plain::contains);
    }

    /** The names of the ConfigMaps that it reads. */
    private static Stream<String> maps(Workload workload) {
        Stream<JsonNode> read = workload.allContainers().stream()
                .flatMap(it -> Stream.concat(
                        Manifest.each(it.path("envFrom")).stream().map(from -> from.at("/configMapRef/name")),
                        Manifest.each(it.path("env")).stream().map(env -> env.at("/valueFrom/configMapKeyRef/name"))));
        Stream<JsonNode> mounted =
                Manifest.each(workload.pod().path("volumes")).stream().map(it -> it.at("/configMap/name"));
        return Stream.concat(read, mounted).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}

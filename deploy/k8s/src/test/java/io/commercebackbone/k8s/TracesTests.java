package io.commercebackbone.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.commercebackbone.k8s.manifests.Manifest;
import io.commercebackbone.k8s.manifests.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where spans go is said once for each installation, and every service is told. */
class TracesTests {

    private static final String SETTING = "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT";
    private static final YAMLMapper YAML = new YAMLMapper();

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void everyServiceIsToldWhatTheEnvironmentSays(String overlay) throws IOException {
        String said =
                read("overlays", overlay, "environment.yaml").at("/data/traces").asText("not said");
        List<Manifest> settings = Rendered.read(Path.of("rendered", overlay + ".yaml"))
                .all("ConfigMap")
                .filter(it -> it.texts("/data").containsKey("MANAGEMENT_SERVER_PORT"))
                .toList();

        assertThat(settings)
                .hasSize(services().size())
                .allSatisfy(it -> assertThat(it.texts("/data")).as(it.title()).containsEntry(SETTING, said));
        assertThat(said).as("off until somebody says where").isEmpty();
    }

    /** What the environment says of one service is no use for a trace that leads through all. */
    @Test
    void whatTheEnvironmentSaysReachesEveryService() throws IOException {
        Set<String> told = new TreeSet<>();
        for (JsonNode replacement :
                read("components", "environment", "kustomization.yaml").path("replacements")) {
            if (replacement.at("/source/fieldPath").asText().equals("data.traces")) {
                for (JsonNode target : replacement.path("targets")) {
                    assertThat(target.at("/fieldPaths/0").asText()).isEqualTo("data." + SETTING);
                    told.add(target.at("/select/name").asText());
                }
            }
        }
        assertThat(told).isEqualTo(services());
    }

    private static Set<String> services() throws IOException {
        try (Stream<Path> services = Files.list(Path.of("base"))) {
            return services.map(it -> String.valueOf(it.getFileName())).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static JsonNode read(String first, String... more) throws IOException {
        return YAML.readTree(Path.of(first, more).toFile());
    }
}

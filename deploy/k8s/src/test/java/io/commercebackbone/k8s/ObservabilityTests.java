package io.commercebackbone.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.commercebackbone.k8s.manifests.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is watched on Kubernetes is what is watched anywhere else. */
class ObservabilityTests {

    private static final Path OBSERVE = Path.of("../observe");
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void theOperatorHasTheGroupsOfTheRuleFilesAndNoOthers() throws IOException {
        Map<String, JsonNode> groups = new HashMap<>();
        for (Path file : files("rules", ".yaml")) {
            YAML.readTree(file.toFile())
                    .path("groups")
                    .forEach(group -> groups.put(group.path("name").asText(), group));
        }
        Map<String, JsonNode> applied = new HashMap<>();
        Overlays.prod()
                .all("PrometheusRule")
                .forEach(rule -> rule.at("/spec/groups")
                        .forEach(group -> applied.put(group.path("name").asText(), group)));
        assertThat(applied).isEqualTo(groups).hasSizeGreaterThan(1);
    }

    @Test
    void grafanaFindsEveryDashboardAsItIs() throws IOException {
        Map<String, String> files = new HashMap<>();
        for (Path file : files("dashboards", ".json")) {
            files.put(String.valueOf(file.getFileName()), Files.readString(file));
        }
        Manifest dashboards = Overlays.prod().find("ConfigMap", "dashboards").orElseThrow();
        Map<String, String> applied = new HashMap<>();
        dashboards
                .at("/data")
                .properties()
                .forEach(it -> applied.put(it.getKey(), it.getValue().asText()));
        assertThat(applied).isEqualTo(files).hasSizeGreaterThan(1);
        assertThat(dashboards.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    }

    private static List<Path> files(String directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(OBSERVE.resolve(directory))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}

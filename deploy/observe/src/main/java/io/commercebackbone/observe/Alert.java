package io.commercebackbone.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An alert rule.
 *
 * @param file name of the file that it is in
 * @param name what operators know it by
 * @param expression what holds while it fires
 * @param severity {@code page} or {@code ticket}
 * @param summary its meaning, with Prometheus' templates in it
 * @param runbook where in the documentation it says what to do, as {@code path#anchor}
 */
public record Alert(String file, String name, String expression, String severity, String summary, String runbook) {

    /** Rules about what exists on Kubernetes alone. */
    public static final String KUBERNETES = "kubernetes.yaml";

    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * All alert rules of a directory, in the order of files and rules.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<Alert> all(Path directory) {
        return files(directory).stream().flatMap(Alert::read).toList();
    }

    /** The YAML files in a directory, by name; directories in it are not looked into. */
    public static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Alert> read(Path file) {
        return YAML.readTree(file).path("groups").values().stream()
                .flatMap(group -> group.path("rules").values().stream())
                .map(rule -> of(String.valueOf(file.getFileName()), rule));
    }

    private static Alert of(String file, JsonNode rule) {
        return new Alert(
                file,
                rule.path("alert").asString(""),
                rule.path("expr").asString("").strip(),
                rule.path("labels").path("severity").asString(""),
                rule.path("annotations").path("summary").asString(""),
                rule.path("annotations").path("runbook").asString(""));
    }

    /** What is compared with a threshold: it gives something while all is well, too. */
    public Query query() {
        return new Query("alert " + name, PromQl.withoutThresholds(expression));
    }
}

package io.commercebackbone.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dashboard as Grafana reads it.
 *
 * @param name of its file, without ending
 */
public record Dashboard(String name, JsonNode tree) {

    private static final String ENDING = ".json";

    /**
     * All dashboards of a directory, by name.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<Dashboard> all(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(Dashboard::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        String name = String.valueOf(file.getFileName());
        return new Dashboard(
                name.substring(0, name.length() - ENDING.length()),
                JsonMapper.shared().readTree(file));
    }

    /** What links and other dashboards find it by. */
    public String uid() {
        return tree.path("uid").asString("");
    }

    public String title() {
        return tree.path("title").asString("");
    }

    public List<Panel> panels() {
        return tree.path("panels").values().stream()
                .map(panel -> new Panel(title(), panel))
                .toList();
    }

    /** Everything that it asks, panel by panel. */
    public List<Query> queries() {
        return panels().stream().flatMap(panel -> panel.queries().stream()).toList();
    }
}

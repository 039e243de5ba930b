package io.commercebackbone.k8s.manifests;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is applied together, as kustomize has rendered it.
 *
 * @param name of the overlay or of the service
 */
public record Rendered(String name, List<Manifest> manifests) {

    private static final YAMLMapper YAML = YAMLMapper.builder(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws UncheckedIOException if it cannot be read, or says something twice */
    public static Rendered read(Path file) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            List<Manifest> manifests =
                    documents.readAll().stream().map(Manifest::new).toList();
            String name = String.valueOf(file.getFileName());
            return new Rendered(name.substring(0, name.lastIndexOf('.')), manifests);
        } catch (IOException e) {
            throw new UncheckedIOException("Not readable: " + file, e);
        }
    }

    /** Whether it is for production, where one of something is not enough. */
    public boolean isProduction() {
        return name.equals("prod");
    }

    public Stream<Manifest> all(String kind) {
        return manifests.stream().filter(it -> it.is(kind));
    }

    public Optional<Manifest> find(String kind, String name) {
        return all(kind).filter(it -> it.name().equals(name)).findFirst();
    }

    /** Everything that pods are made from, whatever its kind. */
    public List<Workload> workloads() {
        return manifests.stream().flatMap(it -> Workload.of(it, this).stream()).toList();
    }
}

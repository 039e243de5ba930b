package io.commercebackbone.k8s;

import io.commercebackbone.k8s.manifests.Rendered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code ./render} has rendered: each overlay, and each service alone. */
final class Overlays {

    private static final Path RENDERED = Path.of("rendered");

    private Overlays() {}

    /** Everything that was rendered. */
    static List<Rendered> all() {
        try (Stream<Path> files = Files.list(RENDERED)) {
            return files.filter(it -> it.toString().endsWith(".yaml"))
                    .sorted()
                    .map(Rendered::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole installations. */
    static List<Rendered> whole() {
        return List.of(dev(), prod());
    }

    static Rendered dev() {
        return Rendered.read(RENDERED.resolve("dev.yaml"));
    }

    static Rendered prod() {
        return Rendered.read(RENDERED.resolve("prod.yaml"));
    }
}

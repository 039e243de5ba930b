package io.commercebackbone.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a module's build leaves to be run with {@code java -jar}. */
public final class ExecutableJar {

    private ExecutableJar() {}

    /** The executable jar that the last build of a module left; empty if it was not built. */
    public static Optional<Path> of(Path module) throws IOException {
        Path target = module.resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst();
        }
    }
}

package io.commercebackbone.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the descriptions of the service under test are.
 *
 * @param committed of the service as it is
 * @param released of the service as its clients know it
 */
record DescriptionFiles(Path committed, Path released) {

    /** Those of the module whose tests run. */
    static DescriptionFiles ofThisModule() {
        Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        return new DescriptionFiles(
                module.resolve("src/main/openapi").resolve(module.getFileName() + ".json"),
                module.resolve("src/test/openapi/released.json"));
    }

    String service() {
        return String.valueOf(committed.getFileName()).replace(".json", "");
    }

    /** What is in a file; nothing if there is none. */
    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

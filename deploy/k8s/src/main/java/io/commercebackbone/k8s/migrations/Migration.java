package io.commercebackbone.k8s.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One step of a database's schema.
 *
 * @param name module and version, as {@code order-service V1002}
 * @param statements in order
 */
public record Migration(String name, List<String> statements) {

    /** Reads a script whose name Flyway understands. */
    public static Migration of(String module, String fileName, String script) {
        return new Migration(module + " " + fileName.substring(0, fileName.indexOf("__")), Statements.of(script));
    }

    /** Those of all modules of the suite. */
    public static List<Migration> all(Path suite) {
        try (Stream<Path> modules = Files.list(suite)) {
            return modules.filter(it -> Files.isDirectory(it.resolve("src/main/resources/db")))
                    .sorted()
                    .flatMap(Migration::ofModule)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Migration> ofModule(Path module) {
        try (Stream<Path> files = Files.walk(module.resolve("src/main/resources/db"))) {
            return files
                    .filter(it -> it.toString().endsWith(".sql"))
                    .sorted()
                    .map(it -> read(module, it))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Migration read(Path module, Path file) {
        try {
            return of(String.valueOf(module.getFileName()), String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

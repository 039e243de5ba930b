package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directories. */
public final class Directories {

    private Directories() {}

    /**
     * Deletes a directory and all in it; does nothing when it is not there. Links are removed, never followed.
     *
     * @throws IOException when something in it cannot be deleted
     */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    static Path temporary(String name) {
        try {
            return Files.createTempDirectory("commerce-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory for " + name, e);
        }
    }

    /** The last lines of a log, for a message; empty when there is none. */
    public static String tail(Path file, int lines) throws IOException {
        try {
            List<String> all = Files.readString(file).lines().toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}

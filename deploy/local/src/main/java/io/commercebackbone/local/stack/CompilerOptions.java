package io.commercebackbone.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How far the JVMs of the services compile: as far as makes them start quickly, or as far as makes them fastest in the end.
 * Kept in a file that each of them reads when it starts.
 *
 * @param file the file
 */
record CompilerOptions(Path file) {

    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final String PEAK = "-XX:TieredStopAtLevel=4";

    /** Chooses a quick start unless something was chosen before. */
    void create() throws IOException {
        if (Files.notExists(file)) {
            choose(false);
        }
    }

    void choose(boolean peak) throws IOException {
        Files.writeString(file, peak ? PEAK : QUICK);
    }

    boolean peak() throws IOException {
        return Files.readString(file).equals(PEAK);
    }

    /** The word of a command line that makes a JVM read the file. */
    String word() {
        return "@" + file;
    }
}

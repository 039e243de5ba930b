package io.commercebackbone.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a process beyond the life of the command that started it: by its pid and when it started, so that a process
 * that got the same pid later is not taken for it.
 */
final class PidFile {

    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    void write(ProcessHandle process) throws IOException {
        Files.writeString(file, process.pid() + "\n" + birth(process).orElse("") + "\n");
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The process if it is still running. */
    Optional<ProcessHandle> process() {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(process ->
                            birth(process).filter(lines.get(1)::equals).isPresent());
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** What tells a running process from any other that had or will have its pid; empty once it has ended. */
    static Optional<String> birth(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return process.isAlive() ? process.info().startInstant().map(Object::toString) : Optional.empty();
        }
        try {
            // Ticks since the machine started: unlike a time of day they do not move when the clock is set.
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            return fields[STATE].equals("Z") ? Optional.empty() : Optional.of("ticks " + fields[START_TICKS]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}

package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs short commands to their end. */
public final class Commands {

    private static final long LIMIT_SECONDS = 120;

    private Commands() {}

    /** The Java launcher of the running JVM. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Sends a signal; does nothing when the process has ended.
     *
     * @param signal its name without SIG
     */
    public static void signal(String signal, ProcessHandle process) {
        try {
            run(List.of("kill", "-" + signal, Long.toString(process.pid())));
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException("Process " + process.pid() + " cannot be sent " + signal, e);
            }
        }
    }

    /**
     * Runs a command and returns what it printed.
     *
     * @throws IOException when it cannot be run, takes over two minutes or ends with another code than 0
     */
    public static String run(List<String> command) throws IOException {
        return run(command, Map.of());
    }

    /** The same with variables added to its environment. */
    public static String run(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command.getFirst() + " did not end within " + LIMIT_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(
                        command.getFirst() + " ended with " + process.exitValue() + ": " + printed.strip());
            }
            return printed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while running " + command.getFirst(), e);
        } finally {
            process.destroyForcibly();
        }
    }
}

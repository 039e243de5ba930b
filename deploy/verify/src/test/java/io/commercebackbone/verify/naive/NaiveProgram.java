package io.commercebackbone.verify.naive;

import io.commercebackbone.local.Commands;
import io.commercebackbone.local.Program;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a program of this package that has one of our services without its Kafka as a child, and does the Kafka part itself.
 *
 * @param ours the service as it would run
 * @param main the program
 * @param childPort where the child listens; the program itself has the service's own port, if it listens at all
 */
record NaiveProgram(Program ours, Class<?> main, int childPort) implements Program {

    /** The child's command line, a word a line. */
    static final String CHILD = "NAIVE_CHILD";

    static final String PORT = "NAIVE_PORT";

    @Override
    public String name() {
        return ours.name();
    }

    @Override
    public int port() {
        return ours.port();
    }

    @Override
    public void prepare() throws IOException {
        ours.prepare();
    }

    @Override
    public List<String> command() {
        return List.of(
                Commands.java(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(ours.environment());
        all.put("SPRING_KAFKA_ENABLED", "false");
        all.put("SERVER_PORT", Integer.toString(childPort));
        all.put(PORT, Integer.toString(ours.port()));
        all.put(CHILD, String.join("\n", ours.command()));
        return all;
    }

    @Override
    public boolean answers() {
        return ours.answers();
    }

    /** Starts the child, whose end is the end of the program. */
    static void startChild() throws IOException {
        Process child = new ProcessBuilder(System.getenv(CHILD).lines().toList())
                .inheritIO()
                .start();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                child.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(1);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(child::destroyForcibly));
    }
}

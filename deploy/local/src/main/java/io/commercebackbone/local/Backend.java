package io.commercebackbone.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;

/** Decides, once per JVM and said in one line, whether servers run in Docker or as processes of this machine. */
final class Backend {

    /** {@code docker}, {@code embedded} or {@code auto}. */
    private static final String PROPERTY = "local.servers";

    private static final String VARIABLE = "LOCAL_SERVERS";

    private Backend() {}

    /** Starts a server in Docker when that is what this run uses and the image can be had, else as a process. */
    static Engine start(String name, Supplier<Engine> docker, Supplier<Engine> embedded) {
        if (!Choice.DOCKER) {
            return embedded.get();
        }
        try {
            return docker.get();
        } catch (RuntimeException e) {
            if ("docker".equals(wanted())) {
                throw e;
            }
            say("embedded " + name + ", because Docker does not start it: " + e.getMessage());
            return embedded.get();
        }
    }

    private static String wanted() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .orElse("auto")
                .toLowerCase(Locale.ROOT);
    }

    private static void say(String what) {
        System.out.println("Local servers: " + what);
    }

    private static boolean dockerAnswers() {
        // Looking for an engine takes seconds and logs errors where there is none, so look for its socket first.
        boolean socket = System.getenv("DOCKER_HOST") != null
                || List.of(
                                "/var/run/docker.sock",
                                System.getProperty("user.home") + "/.docker/run/docker.sock",
                                System.getProperty("user.home") + "/.docker/desktop/docker.sock")
                        .stream()
                        .anyMatch(path -> Files.exists(Path.of(path)));
        return socket && DockerClientFactory.instance().isDockerAvailable();
    }

    private static final class Choice {

        static final boolean DOCKER = choose();

        private static boolean choose() {
            return switch (wanted()) {
                case "embedded" -> chosen(false, "embedded (asked for by " + PROPERTY + " or " + VARIABLE + ")");
                case "docker" -> chosen(true, "Docker (asked for by " + PROPERTY + " or " + VARIABLE + ")");
                default ->
                    dockerAnswers()
                            ? chosen(true, "Docker (its engine answers)")
                            : chosen(false, "embedded (no Docker engine answers)");
            };
        }

        private static boolean chosen(boolean docker, String line) {
            say(line);
            return docker;
        }
    }
}

package io.commercebackbone.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One more process of a service of the stack: the same program with other settings, on ports of its own, so that several
 * that differ in nothing but a setting are measured in turn and none has to be restarted. It ends when it is closed.
 */
final class Twin implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final int port;
    private final int managementPort;
    private final Process process;

    private Twin(int port, int managementPort, Process process) {
        this.port = port;
        this.managementPort = managementPort;
        this.process = process;
    }

    /**
     * What the process of a service was started with.
     *
     * @param command and its arguments
     * @param environment in which
     */
    record Program(List<String> command, Map<String, String> environment) {

        /** As the kernel knows it. */
        static Program of(long pid) throws IOException {
            Map<String, String> environment = new HashMap<>();
            for (String variable : words(pid, "environ")) {
                int end = variable.indexOf('=');
                environment.put(variable.substring(0, end), variable.substring(end + 1));
            }
            return new Program(words(pid, "cmdline"), environment);
        }

        private static List<String> words(long pid, String file) throws IOException {
            String all = Files.readString(Path.of("/proc", Long.toString(pid), file));
            return List.of(all.split("\0"));
        }
    }

    /**
     * Starts one and returns when it is ready.
     *
     * @param name of its log
     * @param settings that it has besides those of the program
     * @throws IllegalStateException with where its log is, when it does not get ready
     */
    static Twin start(Stack stack, Program program, String name, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = freePort();
        int managementPort = freePort();
        Path log = stack.log(name);
        ProcessBuilder builder = new ProcessBuilder(program.command());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(program.environment());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        builder.environment().putAll(settings);
        Twin twin = new Twin(port, managementPort, builder.start());
        if (!twin.becomesReady()) {
            twin.close();
            throw new IllegalStateException(name + " does not get ready: read " + log);
        }
        return twin;
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    long pid() {
        return process.pid();
    }

    private boolean becomesReady() throws InterruptedException {
        HttpRequest readiness = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness"))
                .timeout(PATIENCE)
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline && !process.waitFor(LOOK)) {
                if (answers(http, readiness)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (process.onExit()
                .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join()
                .isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }
}

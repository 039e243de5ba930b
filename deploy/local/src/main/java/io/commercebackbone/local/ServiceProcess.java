package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A service in a process of its own, to be killed and started again on the same port. */
public final class ServiceProcess implements AutoCloseable {

    private final String url;
    private final List<String> command;
    private Process process;

    private ServiceProcess(String url, List<String> command) {
        this.url = url;
        this.command = command;
        this.process = launch();
    }

    /**
     * Starts it; {@link #ready()} says when it takes requests.
     *
     * @param application its main class, on the class path of this JVM
     */
    public static ServiceProcess start(Class<?> application, ServiceSettings settings) {
        int port = Ports.free();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                application.getName()));
        command.addAll(
                settings.with("server.port=" + port, "logging.level.root=warn").arguments());
        return new ServiceProcess("http://localhost:" + port, command);
    }

    /** Without a slash at its end. */
    public String url() {
        return url;
    }

    public boolean ready() {
        try {
            return new ServiceApi(url, null).get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Kills it with SIGKILL and starts it again. */
    public void killAndRestart() throws InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Process launch() {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

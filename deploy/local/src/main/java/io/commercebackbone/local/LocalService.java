package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One of the suite's services in a process of its own, to be killed and started again on the same port. It takes tokens
 * of {@link LocalIssuer#shared()} and logs warnings only, unless its settings say otherwise. It ends with this JVM, even
 * when that is killed. What a JVM learns from a jar's first start makes all others quicker.
 */
public final class LocalService implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** The tests' servers are plain and their secrets public, as {@code config/application.properties} says. */
    private static final String UNSAFE =
            "http-issuer,demo-secret,plain-kafka,plain-postgresql,plain-redis,public-actuator";

    private final Path directory;
    private final Service program;
    private @Nullable EmbeddedEngine engine;

    private LocalService(Path directory, Service program) {
        this.directory = directory;
        this.program = program;
    }

    /** A service as it is deployed, from its executable jar; not started yet, but its address is known. */
    public static LocalService ofJar(String name, Path jar, Map<String, String> settings) {
        return new LocalService(
                temporary(name),
                new Service(name, Ports.free(), UnpackedJar.of(jar), new ConcurrentHashMap<>(settings)));
    }

    /**
     * The same for a service's own tests.
     *
     * @param module the module's directory
     * @throws IllegalStateException if it has not been packaged
     */
    public static LocalService ofModule(Path module, Map<String, String> settings) {
        Path directory = module.toAbsolutePath().normalize();
        try {
            Path jar = ExecutableJar.of(directory)
                    .orElseThrow(() -> new IllegalStateException(
                            "%s is not packaged: run mvn package in it first".formatted(directory)));
            return ofJar(directory.getFileName().toString(), jar, settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary(String name) {
        Path directory = Directories.temporary(name);
        Watch.temporary(directory);
        return directory;
    }

    /** The settings that make a service use a database of {@link LocalPostgres#shared()}, which is made if need be. */
    public static Map<String, String> database(String name) {
        return Map.of(
                "spring.datasource.url", LocalPostgres.shared().createDatabase(name),
                "spring.datasource.username", name,
                "spring.datasource.password", name);
    }

    /** Changes a setting, from the next start on. */
    public LocalService set(String setting, String value) {
        program.settings().put(setting, value);
        return this;
    }

    /**
     * Starts it, again if need be, and returns when it is ready.
     *
     * @throws RuntimeException with its last log lines, if it does not get ready
     */
    public synchronized void start() {
        if (engine == null) {
            engine = EmbeddedEngine.temporary(program, directory);
        } else if (!engine.running()) {
            again(engine);
        }
    }

    private void again(EmbeddedEngine engine) {
        try {
            program.prepare();
            engine.restart();
        } catch (IOException e) {
            throw new UncheckedIOException(program.name() + " does not start again: " + e.getMessage(), e);
        }
    }

    /** SIGKILL; returns when it is gone. */
    public synchronized void kill() {
        if (engine != null) {
            engine.kill();
        }
    }

    /** SIGTERM: it finishes what it is doing; returns when it is gone. */
    public synchronized void stop() {
        if (engine != null) {
            engine.stop();
        }
    }

    /** Whether its process is there. */
    public synchronized boolean running() {
        return engine != null && engine.running();
    }

    /** Whether it says of itself that it is ready; asked of the process, whoever is starting or killing it. */
    public boolean ready() {
        return program.answers();
    }

    /** Where it is, or will be. */
    public String url() {
        return "http://localhost:" + program.port();
    }

    @Override
    public synchronized void close() {
        if (engine != null) {
            engine.kill();
            engine.close();
            engine = null;
        }
    }

    /** The process. */
    private record Service(String name, int port, UnpackedJar jar, Map<String, String> settings) implements Program {

        @Override
        public void prepare() throws IOException {
            jar.learn(OPTIONS, arguments(), Map.of());
        }

        @Override
        public List<String> command() {
            return jar.command(OPTIONS, arguments());
        }

        private List<String> arguments() {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("server.address", "127.0.0.1");
            all.put(
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                    LocalIssuer.shared().uri());
            all.put("backbone.unsafe.allow", UNSAFE);
            all.put("logging.level.root", "warn");
            all.putAll(settings);
            all.put("server.port", Integer.toString(port));
            return all.entrySet().stream()
                    .map(it -> "--" + it.getKey() + "=" + it.getValue())
                    .toList();
        }

        @Override
        public boolean answers() {
            return Health.ok(port, "/actuator/health/readiness");
        }
    }
}

package io.commercebackbone.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One of the suite's services in a process of its own, to be killed and started again on the same port. It takes tokens
 * of {@link LocalIssuer#shared()} and logs warnings only, unless its settings say otherwise. It ends with this JVM, even
 * when that is killed.
 */
public final class LocalService implements AutoCloseable {

    private static final List<String> OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

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

    /**
     * A service as it is deployed: its executable jar, unpacked once, which saves a third of each start. Not started
     * yet, but its address is known.
     */
    public static LocalService ofJar(String name, Path jar, Map<String, String> settings) {
        Path directory = temporary(name);
        Path unpacked = directory.resolve("unpacked");
        List<String> unpack = List.of(
                Commands.java(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                unpacked.toString());
        List<String> what = List.of("-jar", unpacked.resolve(jar.getFileName()).toString());
        return new LocalService(
                directory, new Service(name, Ports.free(), unpack, what, new ConcurrentHashMap<>(settings)));
    }

    /** A service from the class path of this JVM, for its own tests; not started yet, but its address is known. */
    public static LocalService ofClassPath(Class<?> application, Map<String, String> settings) {
        String name = application.getSimpleName();
        List<String> what = List.of("-cp", System.getProperty("java.class.path"), application.getName());
        return new LocalService(
                temporary(name), new Service(name, Ports.free(), List.of(), what, new ConcurrentHashMap<>(settings)));
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
            engine.restart();
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

    /**
     * The process.
     *
     * @param preparation run before the first start; none if empty
     * @param what the JVM is to run
     */
    private record Service(
            String name, int port, List<String> preparation, List<String> what, Map<String, String> settings)
            implements Program {

        @Override
        public void prepare() throws IOException {
            if (!preparation.isEmpty()) {
                Commands.run(preparation);
            }
        }

        @Override
        public List<String> command() {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("server.address", "127.0.0.1");
            all.put(
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri",
                    LocalIssuer.shared().uri());
            all.put("backbone.unsafe.allow", UNSAFE);
            all.put("logging.level.root", "warn");
            all.putAll(settings);
            all.put("server.port", Integer.toString(port));
            List<String> command = new ArrayList<>(List.of(Commands.java()));
            command.addAll(OPTIONS);
            command.addAll(what);
            all.forEach((setting, value) -> command.add("--" + setting + "=" + value));
            return command;
        }

        @Override
        public boolean answers() {
            return Health.ok(port, "/actuator/health/readiness");
        }
    }
}

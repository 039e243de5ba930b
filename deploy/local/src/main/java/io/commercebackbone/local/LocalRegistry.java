package io.commercebackbone.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A running schema registry (Apicurio) whose data survive its being killed. Every method returns when the server has done
 * what it asks, and throws an unchecked exception with the server's last log lines when it does not.
 */
public final class LocalRegistry implements AutoCloseable {

    private static final String IMAGE = "apicurio/apicurio-registry:3.3.3";
    private static final Shared<LocalRegistry> SHARED = new Shared<>(LocalRegistry::start);

    private final Engine engine;

    private LocalRegistry(Engine engine) {
        this.engine = engine;
    }

    /** Starts an empty registry on a free port; its data go when it is closed. */
    public static LocalRegistry start() {
        return new LocalRegistry(Backend.start("schema registry", LocalRegistry::docker, LocalRegistry::embedded));
    }

    /** The registry that all tests of this JVM share; started when first asked for, stopped with the JVM. */
    public static LocalRegistry shared() {
        return SHARED.get();
    }

    private static Engine embedded() {
        Path directory = Directories.temporary("registry");
        return EmbeddedEngine.temporary(
                new RegistryProgram(Ports.free(), Ports.free(), directory.resolve("data")), directory);
    }

    private static Engine docker() {
        return DockerEngine.start(
                IMAGE,
                8080,
                Ports.free(),
                Map.of("APICURIO_DATASOURCE_URL", RegistryProgram.database("/tmp")),
                List.of(),
                (host, port) -> Health.ok(host, port, RegistryProgram.PROBE));
    }

    /** Its base address, without a slash at its end. */
    public String url() {
        return "http://" + engine.host() + ":" + engine.port();
    }

    /** Stops it in good order; {@link #restart()} starts it again with its data. */
    public void stop() {
        engine.stop();
    }

    /** Kills it with SIGKILL; {@link #restart()} starts it again with its data. */
    public void kill() {
        engine.kill();
    }

    /** Starts it again on the same port with the same data, stopping it first if it runs; returns when it answers. */
    public void restart() {
        engine.restart();
    }

    /** Freezes it with SIGSTOP: connections stay open, nothing is answered. */
    public void pause() {
        engine.pause();
    }

    /** Lets it go on after {@link #pause()}. */
    public void resume() {
        engine.resume();
    }

    /** Whether its process is there; a frozen one is. */
    public boolean running() {
        return engine.running();
    }

    /** Stops it and deletes its data. */
    @Override
    public void close() {
        engine.close();
    }
}

package io.commercebackbone.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A running Kafka broker: one node that is its own controller, no topics created by accident, consumer groups that
 * rebalance at once. Every method returns when the broker has done what it asks, and throws an unchecked exception with
 * the broker's last log lines when it does not.
 */
public final class LocalKafka implements AutoCloseable {

    private static final String IMAGE = "apache/kafka:4.2.1";
    private static final Shared<LocalKafka> SHARED = new Shared<>(LocalKafka::start);

    private final Engine engine;

    private LocalKafka(Engine engine) {
        this.engine = engine;
    }

    /** Starts an empty broker on a free port; its data go when it is closed. */
    public static LocalKafka start() {
        return start(Map.of());
    }

    /**
     * Starts an empty broker on a free port; its data go when it is closed.
     *
     * @param settings broker settings that replace or add to the ones chosen here
     */
    public static LocalKafka start(Map<String, String> settings) {
        return new LocalKafka(Backend.start("Kafka", () -> docker(settings), () -> embedded(settings)));
    }

    /**
     * Starts a broker on a port and a data directory of this machine, never in Docker.
     *
     * @param data kept when the broker is closed; created when it does not exist
     */
    public static LocalKafka start(int port, Path data) {
        return new LocalKafka(EmbeddedEngine.lasting(
                new KafkaProgram(port, Ports.free(), data, Map.of(), List.of()),
                data.resolveSibling(data.getFileName() + ".log")));
    }

    /** The broker that all tests of this JVM share; started when first asked for, stopped with the JVM. */
    public static LocalKafka shared() {
        return SHARED.get();
    }

    /** What a client is configured with. */
    public String bootstrapServers() {
        return new KafkaAddress(engine.host(), engine.port()).bootstrapServers();
    }

    private static Engine embedded(Map<String, String> settings) {
        Path directory = Directories.temporary("kafka");
        KafkaProgram program =
                new KafkaProgram(Ports.free(), Ports.free(), directory.resolve("data"), settings, List.of());
        return EmbeddedEngine.temporary(program, directory);
    }

    private static Engine docker(Map<String, String> settings) {
        int port = Ports.free();
        // The broker listens inside on the very port it is reached at, so that what it advertises is right on both
        // sides.
        Map<String, String> all = new HashMap<>(KafkaProgram.SETTINGS);
        all.put("listeners", "PLAINTEXT://0.0.0.0:" + port + ",CONTROLLER://localhost:29093");
        all.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
        all.put("controller.quorum.voters", "1@localhost:29093");
        all.putAll(settings);
        Map<String, String> environment = new HashMap<>();
        all.forEach((name, value) ->
                environment.put("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        return DockerEngine.start(
                IMAGE, port, port, environment, List.of(), (host, at) -> new KafkaAddress(host, at).answers());
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

    public String host() {
        return engine.host();
    }

    public int port() {
        return engine.port();
    }

    /** Stops it and deletes its data unless the data directory was given. */
    @Override
    public void close() {
        engine.close();
    }
}

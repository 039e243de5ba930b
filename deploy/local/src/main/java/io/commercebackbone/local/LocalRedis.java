package io.commercebackbone.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A running Redis server whose data survive its being killed. Every method returns when the server has done what it
 * asks, and throws an unchecked exception with the server's last log lines when it does not.
 */
public final class LocalRedis implements AutoCloseable {

    private static final String IMAGE = "redis:7-alpine";
    private static final Shared<LocalRedis> SHARED = new Shared<>(LocalRedis::start);

    private final Engine engine;

    private LocalRedis(Engine engine) {
        this.engine = engine;
    }

    /** Starts an empty server on a free port; its data go when it is closed. */
    public static LocalRedis start() {
        return new LocalRedis(Backend.start("Redis", LocalRedis::docker, LocalRedis::embedded));
    }

    /**
     * Starts a server on a port and a data directory of this machine, never in Docker.
     *
     * @param data kept when the server is closed; created when it does not exist
     */
    public static LocalRedis start(int port, Path data) {
        return new LocalRedis(
                EmbeddedEngine.lasting(new RedisProgram(port, data), data.resolveSibling(data.getFileName() + ".log")));
    }

    /** The server that all tests of this JVM share; started when first asked for, stopped with the JVM. */
    public static LocalRedis shared() {
        return SHARED.get();
    }

    private static Engine embedded() {
        Path directory = Directories.temporary("redis");
        return EmbeddedEngine.temporary(new RedisProgram(Ports.free(), directory.resolve("data")), directory);
    }

    private static Engine docker() {
        return DockerEngine.start(
                IMAGE,
                6379,
                Ports.free(),
                Map.of(),
                List.of("redis-server", "--appendonly", "yes"),
                (host, port) -> new RedisAddress(host, port).answers());
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

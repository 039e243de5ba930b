package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A running PostgreSQL server, durable as in production. Every method returns when the server has done what it asks,
 * and throws an unchecked exception with the server's last log lines when it does not.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final String IMAGE = "postgres:18-alpine";
    private static final Shared<LocalPostgres> SHARED = new Shared<>(LocalPostgres::start);

    private final Engine engine;

    private LocalPostgres(Engine engine) {
        this.engine = engine;
    }

    /** Starts an empty server on a free port; its data go when it is closed. */
    public static LocalPostgres start() {
        return new LocalPostgres(Backend.start("PostgreSQL", LocalPostgres::docker, LocalPostgres::embedded));
    }

    /**
     * Starts a server on a port and a data directory of this machine, never in Docker.
     *
     * @param data kept when the server is closed; created when it does not exist
     */
    public static LocalPostgres start(int port, Path data) {
        return new LocalPostgres(EmbeddedEngine.lasting(
                new PostgresProgram(port, data, List.of()), data.resolveSibling(data.getFileName() + ".log")));
    }

    /** The server that all tests of this JVM share; started when first asked for, stopped with the JVM. */
    public static LocalPostgres shared() {
        return SHARED.get();
    }

    /** The JDBC URL of one of its databases, without user and password. */
    public String jdbcUrl(String database) {
        return address().jdbcUrl(database);
    }

    /** The superuser's name. */
    public String username() {
        return PostgresAddress.SUPERUSER;
    }

    /** The superuser's password. */
    public String password() {
        return PostgresAddress.PASSWORD;
    }

    /**
     * Creates a database and a role that owns it, whose name and password are the database's name; does nothing when
     * they are there.
     *
     * @param name lower-case letters, digits and underscores
     * @return the database's JDBC URL
     */
    public String createDatabase(String name) {
        try {
            address().createDatabase(name);
            return jdbcUrl(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PostgresAddress address() {
        return new PostgresAddress(engine.host(), engine.port());
    }

    private static Engine embedded() {
        Path directory = Directories.temporary("postgres");
        return EmbeddedEngine.temporary(
                new PostgresProgram(Ports.free(), directory.resolve("data"), List.of()), directory);
    }

    private static Engine docker() {
        return DockerEngine.start(
                IMAGE,
                5432,
                Ports.free(),
                Map.of("POSTGRES_PASSWORD", PostgresAddress.PASSWORD),
                List.of("postgres", "-c", "max_connections=200"),
                (host, port) -> new PostgresAddress(host, port).answers());
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

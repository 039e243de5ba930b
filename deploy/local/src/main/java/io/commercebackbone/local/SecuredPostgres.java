package io.commercebackbone.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A running PostgreSQL server as production has it: nobody comes in without TLS and a password. Never in Docker; its data
 * go when it is closed.
 */
public final class SecuredPostgres implements AutoCloseable {

    private final Engine engine;
    private final Path certificate;
    private final String password;

    private SecuredPostgres(Engine engine, Path certificate, String password) {
        this.engine = engine;
        this.certificate = certificate;
        this.password = password;
    }

    /** Starts one with an empty database, and a role of its name that owns it. */
    public static SecuredPostgres start(String database) {
        Path directory = Directories.temporary("secured-postgres");
        TlsKeys keys = TlsKeys.make(directory);
        String password = UUID.randomUUID().toString();
        PostgresProgram plain = new PostgresProgram(Ports.free(), directory.resolve("data"), List.of(database));
        Engine engine = EmbeddedEngine.temporary(new Secured(plain, keys, database, password), directory);
        return new SecuredPostgres(engine, keys.certificate(), password);
    }

    /** Its certificate is for {@code localhost}. */
    public int port() {
        return engine.port();
    }

    /** What signed the server's certificate, as PEM. */
    public Path authority() {
        return certificate;
    }

    /** Of the role that owns the database. */
    public String password() {
        return password;
    }

    @Override
    public void close() {
        engine.close();
    }

    /** PostgreSQL with another configuration in its data directory. */
    private record Secured(PostgresProgram plain, TlsKeys keys, String database, String password) implements Program {

        @Override
        public String name() {
            return plain.name();
        }

        @Override
        public int port() {
            return plain.port();
        }

        @Override
        public void prepare() throws IOException {
            plain.prepare();
            for (Path file : List.of(keys.key(), keys.certificate())) {
                Files.copy(
                        file,
                        plain.data().resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
            Files.writeString(plain.data().resolve("postgresql.conf"), "ssl = on\n", StandardOpenOption.APPEND);
            // no line for connections without TLS: they are refused
            Files.writeString(plain.data().resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n");
        }

        @Override
        public List<String> command() {
            return plain.command();
        }

        @Override
        public Map<String, String> environment() {
            return plain.environment();
        }

        @Override
        public String stopSignal() {
            return plain.stopSignal();
        }

        @Override
        public boolean answers() {
            return plain.answers();
        }

        @Override
        public void afterStart() throws IOException {
            plain.afterStart();
            plain.address().changePassword(database, password);
        }
    }
}

package io.commercebackbone.local;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL on a data directory of this machine: durable (fsync and synchronous commit stay on), passwords checked,
 * reachable from loopback only.
 *
 * @param port loopback port
 * @param data data directory; created with a fresh cluster when it does not exist
 * @param databases databases it must have, each owned by a role of its name with its name as password
 */
public record PostgresProgram(int port, Path data, List<String> databases) implements Program {

    public PostgresProgram {
        databases = List.copyOf(databases);
    }

    @Override
    public String name() {
        return "postgres";
    }

    /** Where it listens. */
    public PostgresAddress address() {
        return new PostgresAddress("127.0.0.1", port);
    }

    @Override
    public void prepare() throws IOException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        // A cluster appears complete or not at all: initdb may be killed half-way.
        Path fresh = data.resolveSibling(data.getFileName() + ".new");
        Directories.delete(fresh);
        Files.createDirectories(fresh);
        Path password = Files.writeString(data.resolveSibling(data.getFileName() + ".pw"), PostgresAddress.PASSWORD);
        try {
            Commands.run(asOrdinaryUser(List.of(
                    executable("initdb"),
                    "-D",
                    fresh.toString(),
                    "-U",
                    PostgresAddress.SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--no-locale",
                    "--no-sync")));
        } finally {
            Files.delete(password);
        }
        Directories.delete(data);
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(executable("postgres"), "-D", data.toString()));
        List.of(
                        "port=" + port,
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "max_connections=200",
                        "shared_buffers=128MB",
                        "max_wal_size=2GB",
                        "log_line_prefix=%m [%p] ",
                        "log_checkpoints=off")
                .forEach(setting -> command.addAll(List.of("-c", setting)));
        return asOrdinaryUser(command);
    }

    /** Fast shutdown: the default signal would wait until the last client has gone. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public boolean answers() {
        return address().answers();
    }

    @Override
    public void afterStart() throws IOException {
        for (String database : databases) {
            address().createDatabase(database);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and the files stay root's. */
    private static List<String> asOrdinaryUser(List<String> command) {
        if (!LinuxUtils.isUnshareAvailable()) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static String executable(String name) {
        return Installation.HOME.resolve("bin").resolve(name).toString();
    }

    /** The binaries of this system's kind, unpacked when first needed. */
    private static final class Installation {

        static final Path HOME = unpacked();

        private static Path unpacked() {
            try {
                return Binaries.directory(
                        "postgres-" + Long.toHexString(checksum()),
                        directory -> Binaries.unpack(new XZCompressorInputStream(archive()), directory));
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL could not be unpacked into " + Binaries.cache(), e);
            }
        }

        private static long checksum() throws IOException {
            CRC32 checksum = new CRC32();
            try (CheckedInputStream archive = new CheckedInputStream(archive(), checksum)) {
                archive.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return checksum.getValue();
        }

        private static InputStream archive() throws IOException {
            String system =
                    System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
                            ? "Darwin"
                            : System.getProperty("os.name");
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"));
        }
    }
}

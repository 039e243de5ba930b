package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Apicurio Registry in a JVM of its own, with its database in a directory of this machine. What it has answered is on disk,
 * so killing the process loses nothing.
 *
 * @param port loopback port of its API
 * @param managementPort loopback port of its health and metrics
 * @param data data directory; created when it does not exist
 */
public record RegistryProgram(int port, int managementPort, Path data) implements Program {

    /** Answered from its database: says that it can be asked for schemas. */
    static final String PROBE = "/apis/registry/v3/groups?limit=1";

    /** Where its database is, in a directory: every commit is written before it is answered. */
    static String database(String directory) {
        return "jdbc:h2:file:" + directory + "/registry;WRITE_DELAY=0";
    }

    private static final List<String> JVM =
            List.of("-Xms48m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true");

    private static final String LOOPBACK = "127.0.0.1";

    @Override
    public String name() {
        return "schema-registry";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of(name(), port, name() + "-management", managementPort);
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(data);
    }

    @Override
    public List<String> command() {
        List<String> command = new ArrayList<>(List.of(Commands.java()));
        command.addAll(JVM);
        settings().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(
                List.of("-jar", Installation.HOME.resolve("quarkus-run.jar").toString()));
        return command;
    }

    @Override
    public boolean answers() {
        return Health.ok(port, PROBE);
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("quarkus.http.host", LOOPBACK),
                Map.entry("quarkus.http.port", Integer.toString(port)),
                Map.entry("quarkus.http.access-log.enabled", "false"),
                Map.entry("quarkus.management.host", LOOPBACK),
                Map.entry("quarkus.management.port", Integer.toString(managementPort)),
                Map.entry("apicurio.storage.kind", "sql"),
                Map.entry("apicurio.storage.sql.kind", "h2"),
                Map.entry("apicurio.datasource.url", database(data.toString())),
                Map.entry("apicurio.datasource.jdbc.initial-size", "1"),
                Map.entry("apicurio.datasource.jdbc.min-size", "1"),
                Map.entry("apicurio.datasource.jdbc.max-size", "20"),
                Map.entry("apicurio.import.work-dir", data.toString()));
    }

    /** The program, unpacked when first needed. */
    private static final class Installation {

        static final Path HOME = unpacked();

        private static Path unpacked() {
            try {
                Path archive = Artifacts.registryArchive();
                String name = archive.getFileName().toString().replace(".tar.gz", "");
                return Binaries.directory(name, directory -> {
                    Binaries.unpack(new GZIPInputStream(Files.newInputStream(archive)), directory);
                });
            } catch (IOException e) {
                throw new UncheckedIOException("The schema registry could not be unpacked into " + Binaries.cache(), e);
            }
        }
    }
}

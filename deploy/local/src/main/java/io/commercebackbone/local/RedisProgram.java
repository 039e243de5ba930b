package io.commercebackbone.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * Redis on a data directory of this machine. Every write is in the append-only file before it is answered, so killing
 * the process loses nothing.
 *
 * @param port loopback port
 * @param data data directory; created when it does not exist
 */
public record RedisProgram(int port, Path data) implements Program {

    /** Names another {@code redis-server} than the packaged one, which needs the system's OpenSSL 3. */
    private static final String EXECUTABLE_VARIABLE = "REDIS_SERVER_EXECUTABLE";

    private static final String NAME = "redis-server";

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(data);
    }

    @Override
    public List<String> command() {
        return List.of(
                executable(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "",
                "--daemonize",
                "no");
    }

    @Override
    public boolean answers() {
        return new RedisAddress("127.0.0.1", port).answers();
    }

    /** The server itself, unpacked when first needed. */
    static String executable() {
        return Optional.ofNullable(System.getenv(EXECUTABLE_VARIABLE)).orElseGet(RedisProgram::packaged);
    }

    private static String packaged() {
        String resource = ExecutableProvider.newProvidedVersionsMap().get(OsArchitecture.detectOSandArchitecture());
        if (resource == null) {
            throw new IllegalStateException(
                    "No Redis comes for this system: install one and set " + EXECUTABLE_VARIABLE + " to it");
        }
        try {
            return Binaries.directory(
                            Path.of(resource).getFileName().toString(), directory -> copy(resource, directory))
                    .resolve(NAME)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException("Redis could not be unpacked into " + Binaries.cache(), e);
        }
    }

    private static void copy(String resource, Path directory) throws IOException {
        Path target = directory.resolve(NAME);
        try (InputStream packed = ExecutableProvider.class.getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(packed, resource), target);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

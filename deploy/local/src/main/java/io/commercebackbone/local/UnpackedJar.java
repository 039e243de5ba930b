package io.commercebackbone.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A service's executable jar unpacked beside itself for quick starts. The jar has its directory for itself. Kept until the
 * jar is another one; several JVMs may use it. A cache of loaded classes would not pay: it halves later starts, and doubles the
 * one that makes it.
 */
public final class UnpackedJar {

    private static final Map<Path, UnpackedJar> KNOWN = new ConcurrentHashMap<>();

    private final Path jar;
    private final Path directory;
    private final Path unpacked;
    private boolean ready;

    private UnpackedJar(Path jar) {
        this.jar = jar;
        this.directory = jar.resolveSibling("quick-start");
        this.unpacked = directory.resolve("unpacked");
    }

    /** The one of an executable jar; nothing is unpacked yet. */
    public static UnpackedJar of(Path jar) {
        return KNOWN.computeIfAbsent(jar.toAbsolutePath().normalize(), UnpackedJar::new);
    }

    /**
     * Unpacks it unless that was done; blocks while somebody else does.
     *
     * @throws IOException when it cannot be unpacked
     */
    public synchronized void prepare() throws IOException {
        if (ready) {
            return;
        }
        Files.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid()) {
                unpack();
            }
        }
        ready = true;
    }

    /** The command that starts it, once it is {@link #prepare prepared}. */
    public List<String> command(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Commands.java()));
        command.addAll(options);
        command.addAll(List.of("-jar", unpacked.resolve(jar.getFileName()).toString()));
        command.addAll(arguments);
        return command;
    }

    private void unpack() throws IOException {
        Path source = directory.resolve("source.crc32");
        String current = Long.toHexString(checksum());
        if (Files.exists(source) && Files.readString(source).equals(current)) {
            return;
        }
        Files.deleteIfExists(source);
        Directories.delete(unpacked);
        Commands.run(List.of(
                Commands.java(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                unpacked.toString()));
        Files.writeString(source, current);
    }

    private long checksum() throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(jar), checksum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return checksum.getValue();
    }
}

package io.commercebackbone.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A service's executable jar unpacked beside itself for quick starts, and what a JVM learned when it started it once: with that
 * it starts in half the time. The jar has its directory for itself. Kept until the jar is another one; several JVMs may use
 * it.
 */
public final class UnpackedJar {

    private static final Map<Path, UnpackedJar> KNOWN = new ConcurrentHashMap<>();

    private final Path jar;
    private final Path directory;
    private final Path unpacked;
    private final Path learned;
    private boolean ready;

    private UnpackedJar(Path jar) {
        this.jar = jar;
        this.directory = jar.resolveSibling("quick-start");
        this.unpacked = directory.resolve("unpacked");
        this.learned = unpacked.resolve("learned.aot");
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
        if (!ready) {
            alone(this::unpack);
            ready = true;
        }
    }

    /**
     * Has it started once, as far as that it could serve, unless that was done; takes about as long as two starts. Blocks
     * while somebody else does. It is {@link #prepare prepared} first.
     *
     * @param options of the JVM, which must be those of later starts but for their sizes
     * @param environment with which it gets so far
     * @throws IOException when it does not, with what it said
     */
    public synchronized void learn(List<String> options, List<String> arguments, Map<String, String> environment)
            throws IOException {
        prepare();
        alone(() -> startOnce(options, arguments, environment));
    }

    /** The command that starts it, once it is {@link #prepare prepared}. */
    public List<String> command(List<String> options, List<String> arguments) {
        List<String> all = new ArrayList<>(options);
        if (Files.exists(learned)) {
            all.add("-XX:AOTCache=" + learned);
        }
        return java(all, arguments);
    }

    private List<String> java(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(Commands.java()));
        command.addAll(options);
        command.addAll(List.of("-jar", unpacked.resolve(jar.getFileName()).toString()));
        command.addAll(arguments);
        return command;
    }

    private void startOnce(List<String> options, List<String> arguments, Map<String, String> environment)
            throws IOException {
        if (Files.exists(learned)) {
            return;
        }
        // whole or not there at all, whoever is killed or looks meanwhile
        Path learning = unpacked.resolve("learning.aot");
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-XX:AOTCacheOutput=" + learning, "-Dspring.context.exit=onRefresh"));
        String said = Commands.run(java(all, arguments), environment);
        if (Files.notExists(learning)) {
            throw new IOException(jar.getFileName() + " was started once and the JVM kept nothing; it said:\n" + said);
        }
        Files.move(learning, learned, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Does it while no other JVM does. */
    private void alone(Work work) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid()) {
                work.run();
            }
        }
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

    private interface Work {

        void run() throws IOException;
    }
}

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
 * A service's executable jar laid out beside itself for quick starts: unpacked, and, from the second start on, with a
 * cache of loaded and linked classes, which halves the processor time of each start and takes as much to make as three.
 * Kept until the jar is another one; several JVMs may use it.
 */
final class UnpackedJar {

    private static final Map<Path, UnpackedJar> KNOWN = new ConcurrentHashMap<>();

    private final Path jar;
    private final Path directory;
    private final Path unpacked;
    private final Path cache;
    private int starts;

    private UnpackedJar(Path jar) {
        this.jar = jar;
        this.directory = jar.resolveSibling("quick-start");
        this.unpacked = directory.resolve("unpacked");
        this.cache = directory.resolve("classes.aot");
    }

    static UnpackedJar of(Path jar) {
        return KNOWN.computeIfAbsent(jar.toAbsolutePath().normalize(), UnpackedJar::new);
    }

    /**
     * Gets ready for one more start.
     *
     * @param options of the JVM
     * @param arguments with which the service can start
     */
    synchronized void prepare(List<String> options, List<String> arguments) throws IOException {
        starts++;
        Files.createDirectories(directory);
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            unpack();
            if (starts > 1 && held.isValid() && !Files.exists(cache)) {
                train(options, arguments);
            }
        }
    }

    /** The command that starts it. */
    List<String> command(List<String> options, List<String> arguments) {
        List<String> all = new ArrayList<>(options);
        if (Files.exists(cache)) {
            all.add("-XX:AOTCache=" + cache);
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

    private void unpack() throws IOException {
        Path source = directory.resolve("source.crc32");
        String current = Long.toHexString(checksum());
        if (Files.exists(source) && Files.readString(source).equals(current)) {
            return;
        }
        Files.deleteIfExists(source);
        Files.deleteIfExists(cache);
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

    /** Without the cache a start is only slower: so nothing is wrong when there is none. */
    private void train(List<String> options, List<String> arguments) throws IOException {
        Path made = directory.resolve("classes.new");
        List<String> training = new ArrayList<>(options);
        training.add("-XX:AOTCacheOutput=" + made);
        training.add("-Dspring.context.exit=onRefresh");
        try {
            Commands.run(java(training, arguments));
            Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            System.err.println("No class cache for " + jar.getFileName() + ": " + e.getMessage());
        }
    }

    private long checksum() throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(jar), checksum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return checksum.getValue();
    }
}

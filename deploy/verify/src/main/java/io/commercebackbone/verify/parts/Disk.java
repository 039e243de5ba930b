package io.commercebackbone.verify.parts;

import io.commercebackbone.local.Commands;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A small file system in memory that can be filled to the last byte. */
public final class Disk implements AutoCloseable {

    private static final int CHUNK = 1 << 20;

    private final Path mounted;

    private Disk(Path mounted) {
        this.mounted = mounted;
    }

    /** Mounted at a directory; empty where the machine does not allow it. */
    static Optional<Disk> small(Path directory, Part part) {
        String size = switch (part) {
            case POSTGRES -> "3g";
            case KAFKA -> "1g";
            default -> "256m";
        };
        try {
            Commands.run(List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", directory.toString()));
            Disk disk = new Disk(directory);
            // however this JVM ends; only a SIGKILL leaves it mounted
            Runtime.getRuntime().addShutdownHook(new Thread(() -> release(directory)));
            return Optional.of(disk);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Leaves no room at all. */
    public void fill() {
        fill(1);
    }

    /**
     * Leaves little room.
     *
     * @param share of all room that is taken then, with what was taken before
     */
    public void fill(double share) {
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            byte[] chunk = new byte[CHUNK];
            long left = (long) (Files.getFileStore(mounted).getTotalSpace() * (1 - share));
            while (Files.getFileStore(mounted).getUsableSpace() > left) {
                ballast.write(chunk);
            }
        } catch (IOException e) {
            // full, which is what was wanted
        }
    }

    /** Room again. */
    public void empty() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return mounted.resolve("ballast");
    }

    /** Whatever is mounted at a directory is not any more. */
    static void release(Path directory) {
        try {
            Commands.run(List.of("umount", "-l", directory.toString()));
        } catch (IOException e) {
            // nothing was
        }
    }

    @Override
    public void close() {
        release(mounted);
    }
}

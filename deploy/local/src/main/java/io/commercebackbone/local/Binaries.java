package io.commercebackbone.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Where servers are unpacked: once per user and version, shared by every run. A directory appears there
 * complete or not at all, so any number of JVMs may unpack at the same time.
 */
final class Binaries {

    private Binaries() {}

    static Path cache() {
        Path root = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(set -> !set.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        return root.resolve("commerce-backbone");
    }

    /** Fills a directory of the cache when it is not there yet. */
    static Path directory(String name, Filler filler) throws IOException {
        Path directory = cache().resolve(name);
        if (Files.isDirectory(directory)) {
            return directory;
        }
        Files.createDirectories(cache());
        Path fresh = Files.createTempDirectory(cache(), name + ".");
        try {
            filler.fill(fresh);
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(directory)) {
                throw e; // not somebody else who was faster
            }
        } finally {
            Directories.delete(fresh);
        }
        return directory;
    }

    /** Unpacks a tar archive, no longer compressed, and closes it. */
    static void unpack(InputStream archive, Path directory) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) {
                    throw new IOException("The archive names a file outside its directory: " + entry.getName());
                }
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
            if ((entry.getMode() & 0111) != 0) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** Puts files into an empty directory. */
    interface Filler {
        void fill(Path directory) throws IOException;
    }
}

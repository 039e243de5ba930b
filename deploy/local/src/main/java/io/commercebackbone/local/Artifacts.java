package io.commercebackbone.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/**
 * What the build of this module resolved for servers that have a JVM of their own. It writes the files' places relative to
 * the Maven repository; which directory that is, the running JVM finds out.
 */
final class Artifacts {

    private static final String PLACEHOLDER = "{repository}";

    private Artifacts() {}

    /**
     * The broker's jars, joined for {@code java -cp}.
     *
     * @throws IllegalStateException when a jar is not in the local Maven repository
     */
    static String brokerClassPath() {
        return listed("broker.classpath", "The Kafka broker").stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * The schema registry, packed.
     *
     * @throws IllegalStateException when it is not in the local Maven repository
     */
    static Path registryArchive() {
        return listed("registry.archive", "The schema registry").getFirst();
    }

    private static List<Path> listed(String list, String whose) {
        List<Path> files = Arrays.stream(read(list).split("\\|", -1))
                .map(entry -> entry.replace(PLACEHOLDER, repository().toString()))
                .map(Path::of)
                .toList();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new IllegalStateException(whose + " needs " + file
                        + ", which is not there: build the module deploy/local (mvn package), which fetches it");
            }
        }
        return files;
    }

    private static String read(String list) {
        try (InputStream in = Artifacts.class.getResourceAsStream(list)) {
            if (in == null) {
                throw new IllegalStateException(list + " is missing: build the module deploy/local with Maven");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(list + " cannot be read", e);
        }
    }

    private static Path repository() {
        return Stream.of(System.getProperty("maven.repo.local"), System.getProperty("localRepository"), ofOwnJar())
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    /** The repository that a dependency of this module was loaded from: {@code <repository>/<group...>/x/1.0/x-1.0.jar}. */
    private static @Nullable String ofOwnJar() {
        CodeSource source = ExecutableProvider.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            String jar = Path.of(source.getLocation().toURI()).toString().replace(File.separatorChar, '/');
            int group = jar.indexOf("/com/github/codemonstur/");
            return group < 0 ? null : jar.substring(0, group);
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return null; // not a plain file, so not in a repository
        }
    }
}

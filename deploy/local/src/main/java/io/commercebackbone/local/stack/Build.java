package io.commercebackbone.local.stack;

import io.commercebackbone.local.ExecutableJar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds the deployables whose jar is missing or older than what it is made of. */
final class Build {

    private static final List<String> LIBRARIES = List.of("event-contracts", "messaging-spring-boot-starter");
    private static final Pattern MODULE = Pattern.compile("\\[INFO\\] Building (.+?) \\S+ +\\[(\\d+/\\d+)\\]");

    private static final String MARK = "stack.stamp";
    private static final String ERROR = "[ERROR] ";

    private final Layout layout;
    private final Progress progress;

    Build(Layout layout, Progress progress) {
        this.layout = layout;
        this.progress = progress;
    }

    /**
     * Builds what is stale among these modules.
     *
     * @throws StackProblem when Maven is missing or the build fails
     */
    void bringUpToDate(List<Path> modules) throws IOException {
        List<String> stale = new ArrayList<>();
        for (Path module : modules) {
            if (isStale(module)) {
                stale.add(layout.root().relativize(module).toString());
            }
        }
        if (stale.isEmpty()) {
            progress.say("nothing to build");
            return;
        }
        progress.say("building " + String.join(", ", stale));
        FileTime begin = FileTime.from(Instant.now());
        run(stale);
        for (String module : stale) {
            Path mark = layout.module(module).resolve("target").resolve(MARK);
            Files.setLastModifiedTime(Files.writeString(mark, ""), begin);
        }
        progress.say("built");
    }

    boolean isStale(Path module) throws IOException {
        if (ExecutableJar.of(module).isEmpty()) {
            return true;
        }
        List<Path> sources = new ArrayList<>(List.of(layout.root().resolve("pom.xml")));
        Stream.concat(Stream.of(module), LIBRARIES.stream().map(layout::module))
                .forEach(directory ->
                        sources.addAll(List.of(directory.resolve("pom.xml"), directory.resolve("src/main"))));
        FileTime built = built(module);
        for (Path source : sources) {
            if (newest(source).compareTo(built) > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * When the module was last built. Its executable jar does not tell: builds are reproducible, so it carries a fixed
     * date. The plain jar does, unless nothing in it changed, and then the mark of this command's last build does.
     */
    private static FileTime built(Path module) throws IOException {
        FileTime last = FileTime.fromMillis(0);
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            for (Path file : files.filter(Build::tellsWhenItWasBuilt).toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                last = time.compareTo(last) > 0 ? time : last;
            }
        }
        return last;
    }

    private static boolean tellsWhenItWasBuilt(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jar") || name.equals(MARK);
    }

    private static FileTime newest(Path source) throws IOException {
        if (!Files.exists(source)) {
            return FileTime.fromMillis(0);
        }
        List<FileTime> times = new ArrayList<>();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                times.add(Files.getLastModifiedTime(file));
            }
        }
        return times.stream().max(Comparator.naturalOrder()).orElse(FileTime.fromMillis(0));
    }

    private void run(List<String> modules) throws IOException {
        Path log = layout.log("build");
        List<String> command = List.of(
                "mvn",
                "-B",
                "-f",
                layout.root().resolve("pom.xml").toString(),
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "-pl",
                String.join(",", modules),
                "-am",
                "package");
        Process maven = started(command);
        try (BufferedReader lines = maven.inputReader(StandardCharsets.UTF_8);
                PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log))) {
            List<String> errors = new ArrayList<>();
            lines.lines().forEach(line -> {
                copy.println(line);
                show(line);
                if (line.startsWith(ERROR) && line.length() > ERROR.length()) {
                    errors.add(line.substring(ERROR.length()));
                }
            });
            if (maven.waitFor() != 0) {
                String first = errors.isEmpty() ? "" : " (" + errors.getFirst().strip() + ")";
                throw new StackProblem("the build failed" + first + ": read " + log + ", then try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem("the build was interrupted", e);
        } finally {
            maven.destroy();
        }
    }

    private static Process started(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            return builder.start();
        } catch (IOException e) {
            throw new StackProblem("Maven is not there: install Maven 3.8.6 or later so that `mvn` is on the PATH", e);
        }
    }

    private void show(String line) {
        Matcher module = MODULE.matcher(line);
        if (module.find()) {
            progress.say("  " + module.group(2) + " " + module.group(1));
        }
    }
}

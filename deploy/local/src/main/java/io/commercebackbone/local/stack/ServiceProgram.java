package io.commercebackbone.local.stack;

import io.commercebackbone.local.ExecutableJar;
import io.commercebackbone.local.Health;
import io.commercebackbone.local.Program;
import io.commercebackbone.local.UnpackedJar;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the suite's deployables.
 *
 * @param name the process's name
 * @param port its HTTP port
 * @param healthPort the port that answers health, which may be another one
 * @param module directory of the module that builds its executable jar
 * @param jar where the jar that runs is kept and unpacked, so that a build does not pull it from under the process
 * @param options options of its JVM
 * @param environment its configuration
 * @param health path that answers 200 when it is ready
 */
record ServiceProgram(
        String name,
        int port,
        int healthPort,
        Path module,
        Path jar,
        List<String> options,
        Map<String, String> environment,
        String health)
        implements Program {

    ServiceProgram {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    /** Whether the jar that was last started is another than the one last built. */
    boolean isOutdated() throws IOException {
        Optional<Path> latest = ExecutableJar.of(module);
        return latest.isPresent() && (!Files.exists(jar) || Files.mismatch(jar, latest.get()) >= 0);
    }

    @Override
    public void prepare() throws IOException {
        Path source = ExecutableJar.of(module)
                .orElseThrow(
                        () -> new StackProblem(name + " is not built: run `stack up`, which builds what is missing"));
        Files.createDirectories(jar.getParent());
        Files.deleteIfExists(jar);
        try {
            Files.createLink(jar, source);
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.copy(source, jar); // another file system
        }
        UnpackedJar.of(jar).prepare();
    }

    @Override
    public List<String> command() {
        return UnpackedJar.of(jar).command(options, List.of());
    }

    @Override
    public Map<String, Integer> ports() {
        return port == healthPort ? Map.of(name, port) : Map.of(name, port, name + "-management", healthPort);
    }

    @Override
    public boolean answers() {
        return Health.ok(healthPort, health);
    }
}

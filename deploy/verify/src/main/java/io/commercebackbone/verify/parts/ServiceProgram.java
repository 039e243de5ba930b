package io.commercebackbone.verify.parts;

import io.commercebackbone.local.Commands;
import io.commercebackbone.local.Health;
import io.commercebackbone.local.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One of the suite's services as it is deployed: its executable jar, unpacked once, which saves a third of each start.
 *
 * @param directory where the jar is unpacked; of this jar alone
 * @param environment its configuration
 */
record ServiceProgram(String name, int port, Path jar, Path directory, Map<String, String> environment)
        implements Program {

    private static final List<String> OPTIONS =
            List.of("-Xmx224m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final long TRAINING_MINUTES = 5;

    ServiceProgram {
        environment = Map.copyOf(environment);
    }

    @Override
    public void prepare() throws IOException {
        if (Files.notExists(unpacked())) {
            Files.createDirectories(directory);
            Commands.run(List.of(
                    Commands.java(),
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--force",
                    "--destination",
                    directory.toString()));
        }
    }

    /** Starts it once as far as that it could serve, and keeps what the JVM learned: later starts take half as long. */
    void train(Path log) throws IOException, InterruptedException {
        prepare();
        if (Files.exists(learned())) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(
                        command("-XX:AOTCacheOutput=" + learned(), "-Dspring.context.exit=onRefresh"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process training = builder.start();
        if (!training.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES)) {
            training.destroyForcibly();
        }
        if (Files.notExists(learned())) {
            throw new IOException(name + " learned nothing: read " + log);
        }
    }

    @Override
    public List<String> command() {
        return Files.exists(learned()) ? command("-XX:AOTCache=" + learned()) : command(new String[0]);
    }

    private List<String> command(String... own) {
        List<String> command = new ArrayList<>(List.of(Commands.java()));
        command.addAll(OPTIONS);
        command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + directory.resolve("crash-%p.log")));
        command.addAll(List.of(own));
        command.addAll(List.of("-jar", unpacked().toString()));
        return command;
    }

    @Override
    public boolean answers() {
        return Health.ok(port, "/actuator/health/readiness");
    }

    private Path learned() {
        return directory.resolve("learned.aot");
    }

    private Path unpacked() {
        return directory.resolve(jar.getFileName());
    }
}

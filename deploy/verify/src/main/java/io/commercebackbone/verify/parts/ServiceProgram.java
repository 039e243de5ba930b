package io.commercebackbone.verify.parts;

import io.commercebackbone.local.Health;
import io.commercebackbone.local.Program;
import io.commercebackbone.local.UnpackedJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the suite's services as it is deployed.
 *
 * @param directory where the JVM writes what it crashed of
 * @param environment its configuration
 */
record ServiceProgram(String name, int port, UnpackedJar jar, Path directory, Map<String, String> environment)
        implements Program {

    private static final List<String> OPTIONS =
            List.of("-Xmx224m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    ServiceProgram {
        environment = Map.copyOf(environment);
    }

    @Override
    public void prepare() throws IOException {
        jar.prepare();
    }

    /** Starts it once as far as that it could serve, and keeps what the JVM learned: later starts take half as long. */
    void train() throws IOException {
        jar.learn(options(), List.of(), environment);
    }

    @Override
    public List<String> command() {
        return jar.command(options(), List.of());
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + directory.resolve("crash-%p.log")));
        return options;
    }

    @Override
    public boolean answers() {
        return Health.ok(port, "/actuator/health/readiness");
    }
}

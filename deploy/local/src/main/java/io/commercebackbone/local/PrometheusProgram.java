package io.commercebackbone.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The system's Prometheus, with alert rules, on a data directory of this machine. What it has seen is kept for two days.
 *
 * @param port loopback port
 * @param data data directory; created when it does not exist
 * @param rules directory whose YAML files are alert rules
 * @param interval how often it asks its targets and judges the rules, in whole seconds
 * @param targets what it asks
 */
public record PrometheusProgram(int port, Path data, Path rules, Duration interval, List<Target> targets)
        implements Program {

    private static final String VARIABLE = "PROMETHEUS_EXECUTABLE";
    private static final String NAME = "prometheus";

    public PrometheusProgram {
        targets = List.copyOf(targets);
    }

    /**
     * What is asked for its metrics.
     *
     * @param job what it is called in queries
     * @param path where it answers, on a loopback port
     * @param token who asks, in the form of a bearer token; empty for nobody
     */
    public record Target(String job, int port, String path, String token) {}

    /**
     * Where the program is: what {@code PROMETHEUS_EXECUTABLE} names, else {@code prometheus} on the path; empty if it is not
     * there.
     *
     * @param environment variables of this process
     */
    public static Optional<Path> executable(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isExecutable);
        }
        return Arrays.stream(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, NAME))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** What to do where it is missing, in one line for people. */
    public static String howToGetIt() {
        return "Prometheus is not there: install it (Debian: apt-get install --no-install-recommends prometheus) or set "
                + VARIABLE + " to it";
    }

    @Override
    public String name() {
        return NAME;
    }

    /** @throws IOException also if the program is not there */
    @Override
    public void prepare() throws IOException {
        if (executable(System.getenv()).isEmpty()) {
            throw new IOException(howToGetIt());
        }
        Files.createDirectories(data);
        Files.writeString(configuration(), settings());
    }

    @Override
    public List<String> command() {
        return List.of(
                executable(System.getenv()).map(Path::toString).orElse(NAME),
                "--config.file=" + configuration(),
                "--storage.tsdb.path=" + data.resolve("series"),
                "--storage.tsdb.retention.time=2d",
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn");
    }

    @Override
    public boolean answers() {
        return Health.ok(port, "/-/ready");
    }

    private Path configuration() {
        return data.resolve("prometheus.yaml");
    }

    String settings() {
        return """
                global:
                  scrape_interval: %1$ds
                  scrape_timeout: %1$ds
                  evaluation_interval: %1$ds
                rule_files: ['%2$s/*.yaml']
                scrape_configs:
                """.formatted(interval.toSeconds(), rules.toAbsolutePath())
                + targets.stream().map(PrometheusProgram::scraped).collect(Collectors.joining());
    }

    private static String scraped(Target target) {
        String scraped = """
                  - job_name: %s
                    metrics_path: %s
                    static_configs:
                      - targets: ['localhost:%d']
                """.formatted(target.job(), target.path(), target.port());
        return target.token().isEmpty()
                ? scraped
                : scraped + "    authorization: {credentials: '%s'}\n".formatted(target.token());
    }
}

package io.commercebackbone.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.local.PrometheusProgram.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusProgramTests {

    @TempDir
    Path directory;

    @Test
    void isFoundOnThePath() throws IOException {
        Path program = program(directory.resolve("prometheus"));
        assertThat(PrometheusProgram.executable(Map.of("PATH", "/nowhere:" + directory)))
                .contains(program);
        assertThat(PrometheusProgram.executable(Map.of("PATH", "/nowhere"))).isEmpty();
        assertThat(PrometheusProgram.executable(Map.of())).isEmpty();
    }

    @Test
    void isTheOneThatIsNamed() throws IOException {
        Path named = program(directory.resolve("another"));
        program(directory.resolve("prometheus"));
        String path = directory.toString();
        assertThat(PrometheusProgram.executable(Map.of("PATH", path, "PROMETHEUS_EXECUTABLE", named.toString())))
                .contains(named);
        assertThat(PrometheusProgram.executable(Map.of("PATH", path, "PROMETHEUS_EXECUTABLE", "/nowhere/prometheus")))
                .isEmpty();
    }

    @Test
    void aDirectoryOfItsNameIsNotTheProgram() throws IOException {
        Files.createDirectory(directory.resolve("prometheus"));
        assertThat(PrometheusProgram.executable(Map.of("PATH", directory.toString())))
                .isEmpty();
    }

    @Test
    void saysInOneLineWhatToDoWhereItIsMissing() {
        assertThat(PrometheusProgram.howToGetIt())
                .contains("apt-get install", "PROMETHEUS_EXECUTABLE")
                .hasLineCount(1);
    }

    @Test
    void asksEachTargetUnderItsName() {
        PrometheusProgram program = new PrometheusProgram(
                9090,
                directory,
                Path.of("/rules"),
                Duration.ofSeconds(2),
                List.of(
                        new Target("order-service", 9081, "/actuator/prometheus", ""),
                        new Target("gateway", 9080, "/actuator/prometheus", "a.b.c")));
        assertThat(program.settings()).isEqualTo("""
                global:
                  scrape_interval: 2s
                  scrape_timeout: 2s
                  evaluation_interval: 2s
                rule_files: ['/rules/*.yaml']
                scrape_configs:
                  - job_name: order-service
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets: ['localhost:9081']
                  - job_name: gateway
                    metrics_path: /actuator/prometheus
                    static_configs:
                      - targets: ['localhost:9080']
                    authorization: {credentials: 'a.b.c'}
                """);
        assertThat(program.command())
                .contains("--web.listen-address=127.0.0.1:9090")
                .contains("--config.file=" + directory.resolve("prometheus.yaml"));
    }

    private static Path program(Path file) throws IOException {
        Files.writeString(file, "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

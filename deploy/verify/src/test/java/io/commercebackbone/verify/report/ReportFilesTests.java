package io.commercebackbone.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.commercebackbone.verify.books.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportFilesTests {

    private static final Instant BEGIN = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void tellsPeopleAndProgramsTheSame() throws IOException {
        RunReport report = new RunReport(
                "a night",
                42,
                "deploy/verify/run --seed 42",
                "2 cores",
                BEGIN,
                Duration.ofSeconds(90),
                List.of(new Injection(
                        1, "kill", "kafka", BEGIN.plusSeconds(10), BEGIN.plusSeconds(20), BEGIN.plusSeconds(24), "")),
                Map.of("full-disk", "not asked for"),
                Map.of("everything", 2),
                List.of(new Finding("cart-line-lost", "user 1", "was|there")),
                Map.of("order", 1234L),
                Map.of("504 upstream-timeout", 3L),
                List.of(new Sample(1, 10, 0, 0, 5, 20, 0), new Sample(2, 3, 0, 7, 5, 900, 77)));

        String people = Files.readString(ReportFiles.write(report, directory, "night"));
        JsonNode programs = JsonMapper.shared().readTree(Files.readString(directory.resolve("night.json")));

        assertThat(people)
                .contains("| seed | 42 |", "| acknowledged orders | 1234 |", "`cart-line-lost` | user 1 | was/there")
                .contains("| kill | 1 | kafka | median 4.0 s, longest 4.0 s |", "| 504 upstream-timeout | 3 |")
                .contains("| peak lag | 77 records |", "| full-disk | not possible on this machine | not asked for");
        assertThat(programs.path("injections")
                        .get(0)
                        .path("recoveredAfterMillis")
                        .asLong())
                .isEqualTo(4_000);
        assertThat(programs.path("violations").get(0).path("rule").asString()).isEqualTo("cart-line-lost");
        assertThat(Files.readString(directory.resolve("night.svg"))).contains("<title>kill kafka</title>", "</svg>");
    }
}

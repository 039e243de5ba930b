package io.commercebackbone.verify.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report for people, for programs, and as a picture. */
public final class ReportFiles {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportFiles() {}

    /** Writes {@code name.md}, {@code name.json} and {@code name.svg} into a directory; returns the first. */
    public static Path write(RunReport report, Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(name + ".svg"), Picture.of(report));
        Files.writeString(directory.resolve(name + ".json"), JSON.writeValueAsString(summary(report)) + "\n");
        return Files.writeString(directory.resolve(name + ".md"), Markdown.of(report, name + ".svg"));
    }

    /** Times as text; the seconds of the run are in the picture only. */
    private static Map<String, Object> summary(RunReport report) {
        return Map.ofEntries(
                Map.entry("name", report.name()),
                Map.entry("seed", report.seed()),
                Map.entry("replay", report.replay()),
                Map.entry("machine", report.machine()),
                Map.entry("begun", report.begun().toString()),
                Map.entry("seconds", report.lasted().toSeconds()),
                Map.entry("acknowledged", report.acknowledged()),
                Map.entry("failed", report.failed()),
                Map.entry("impossible", report.impossible()),
                Map.entry("checks", report.checks()),
                Map.entry("peakLag", report.peakLag()),
                Map.entry("violations", report.violations()),
                Map.entry(
                        "injections",
                        report.injections().stream().map(ReportFiles::injection).collect(Collectors.toList())));
    }

    private static Map<String, Object> injection(Injection injection) {
        return Map.of(
                "round", injection.round(),
                "kind", injection.kind(),
                "target", injection.target(),
                "struck", injection.struck().toString(),
                "healed", injection.healed().toString(),
                "recoveredAfterMillis", injection.recovery().toMillis(),
                "trouble", injection.trouble());
    }
}

package io.commercebackbone.verify.report;

import io.commercebackbone.verify.books.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A report for people. */
final class Markdown {

    private static final int SHOWN = 200;

    private final RunReport report;
    private final StringBuilder text = new StringBuilder();

    private Markdown(RunReport report) {
        this.report = report;
    }

    /** @param picture name of the file that shows it */
    static String of(RunReport report, String picture) {
        Markdown markdown = new Markdown(report);
        markdown.summary(picture);
        markdown.violations();
        markdown.kinds();
        markdown.calls();
        markdown.injections();
        return markdown.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void summary(String picture) {
        line("# %s".formatted(report.name()));
        line("");
        line("| | |");
        line("|---|---|");
        line("| seed | %d |".formatted(report.seed()));
        line("| again | `%s` |".formatted(report.replay()));
        line("| machine | %s |".formatted(report.machine()));
        line("| begun, lasted | %s, %s |".formatted(report.begun(), clock(report.lasted())));
        line("| faults | %d in %d rounds |".formatted(report.injections().size(), rounds()));
        line("| acknowledged orders | %d |".formatted(report.orders()));
        line("| looked for violations | %s |".formatted(counted(report.checks())));
        line("| **violations** | **%d** |".formatted(report.violations().size()));
        line("| time to recovery | %s |".formatted(recovery(report.injections())));
        line("| peak lag | %d records |".formatted(report.peakLag()));
        line("");
        line("![Throughput, latency and lag, with the faults](%s)".formatted(picture));
        line("");
    }

    private long rounds() {
        return report.injections().stream().map(Injection::round).distinct().count();
    }

    private static String counted(Map<String, Integer> checks) {
        return new TreeMap<>(checks)
                .entrySet().stream()
                        .map(it -> it.getKey() + ": " + it.getValue())
                        .collect(Collectors.joining(", "));
    }

    private void violations() {
        line("## Violations");
        line("");
        if (report.violations().isEmpty()) {
            line("None.");
            line("");
            return;
        }
        Map<String, List<Finding>> byRule = report.violations().stream()
                .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.toList()));
        line("| rule | how many |");
        line("|---|---|");
        byRule.forEach((rule, findings) -> line("| `%s` | %d |".formatted(rule, findings.size())));
        line("");
        line("| rule | where | what |");
        line("|---|---|---|");
        byRule.values().stream()
                .flatMap(findings -> findings.stream().limit(Math.max(1, SHOWN / byRule.size())))
                .forEach(it -> line("| `%s` | %s | %s |".formatted(it.rule(), it.subject(), cell(it.difference()))));
        line("");
    }

    private static String cell(String text) {
        return text.replace('|', '/').replace('\n', ' ');
    }

    private void kinds() {
        line("## Faults by kind");
        line("");
        line("| kind | how many | of | time to recovery |");
        line("|---|---|---|---|");
        report.injections().stream()
                .collect(Collectors.groupingBy(Injection::kind, TreeMap::new, Collectors.toList()))
                .forEach((kind, all) -> line("| %s | %d | %s | %s |"
                        .formatted(
                                kind,
                                all.size(),
                                all.stream()
                                        .map(Injection::target)
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(", ")),
                                recovery(all))));
        report.impossible()
                .forEach((kind, why) -> line("| %s | not possible on this machine | %s | |".formatted(kind, why)));
        line("");
    }

    private void calls() {
        line("## Calls");
        line("");
        line("| acknowledged | |");
        line("|---|---|");
        report.acknowledged().forEach((action, count) -> line("| %s | %d |".formatted(action, count)));
        line("");
        line("| not acknowledged: status and code | |");
        line("|---|---|");
        report.failed().forEach((code, count) -> line("| %s | %d |".formatted(code, count)));
        line("");
    }

    private void injections() {
        line("## Faults");
        line("");
        line("| round | after | fault | lasted | recovered after | |");
        line("|---|---|---|---|---|---|");
        report.injections()
                .forEach(it -> line("| %d | %s | %s %s | %s | %s | %s |"
                        .formatted(
                                it.round(),
                                clock(Duration.between(report.begun(), it.struck())),
                                it.kind(),
                                it.target(),
                                seconds(Duration.between(it.struck(), it.healed())),
                                seconds(it.recovery()),
                                cell(it.trouble()))));
    }

    private static String recovery(List<Injection> injections) {
        List<Duration> sorted =
                injections.stream().map(Injection::recovery).sorted().toList();
        return sorted.isEmpty()
                ? "-"
                : "median %s, longest %s".formatted(seconds(sorted.get(sorted.size() / 2)), seconds(sorted.getLast()));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String clock(Duration duration) {
        return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }
}

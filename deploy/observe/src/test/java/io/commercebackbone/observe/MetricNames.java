package io.commercebackbone.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that {@code docs/metrics.md} lists: first column of its tables, and what its type adds. */
record MetricNames(List<Pattern> names) {

    /** {@code | `name` | type | …}, where the name may end with a star and be several. */
    private static final Pattern ROW = Pattern.compile("\\| (`[a-z0-9_*]+`(?:, `[a-z0-9_*]+`)*) \\| ?([a-z]*) \\|.*");

    private static final Pattern NAME = Pattern.compile("`([a-z0-9_*]+)`");

    private static final Map<String, String> ADDED = Map.of(
            "timer", "_(count|sum|max)", "histogram", "_(count|sum|max|bucket)", "counter", "", "gauge", "", "", "");

    /**
     * Prometheus' own, and what nobody here makes: Kubernetes' and its operators' series, under the names of their
     * documentation.
     */
    private static final List<String> FOREIGN = List.of(
            "up",
            "ALERTS",
            "kubelet_volume_stats_available_bytes",
            "kubelet_volume_stats_capacity_bytes",
            "cnpg_pg_stat_archiver_seconds_since_last_archival");

    static MetricNames of(Path file) {
        List<Pattern> names = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    String added = ADDED.getOrDefault(row.group(2), "");
                    NAME.matcher(row.group(1))
                            .results()
                            .forEach(name ->
                                    names.add(Pattern.compile(name.group(1).replace("*", "[a-z0-9_]+") + added)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MetricNames(names);
    }

    boolean has(String metric) {
        return FOREIGN.contains(metric)
                || names.stream().anyMatch(name -> name.matcher(metric).matches());
    }
}

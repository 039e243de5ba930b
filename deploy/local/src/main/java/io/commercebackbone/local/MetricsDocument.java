package io.commercebackbone.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of {@code docs/metrics.md}, which what services say is compared with. */
public final class MetricsDocument {

    private static final Set<String> SERVLET = Set.of("order", "payment", "ranking", "cart", "dataplatform");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final String ALL_BEGINNING = "*";

    private final List<Row> rows;

    private MetricsDocument(List<Row> rows) {
        this.rows = rows;
    }

    /** @param name may end with {@code *}, for all names that begin so */
    private record Row(String name, String type, Set<String> labels, Set<String> services) {

        boolean isOf(String service) {
            return services.contains("all")
                    || services.contains(service)
                    || (services.contains("servlet") && SERVLET.contains(service));
        }

        boolean isFamily() {
            return name.endsWith(ALL_BEGINNING);
        }

        boolean names(String metric) {
            return isFamily() ? metric.startsWith(name.substring(0, name.length() - 1)) : metric.equals(name);
        }
    }

    /**
     * The document of the project that this is a build of.
     *
     * @throws IllegalStateException if the current directory is not in the project
     */
    public static MetricsDocument ofTheProject() {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            Path document = directory.resolve("docs").resolve("metrics.md");
            if (Files.exists(document)) {
                return of(document);
            }
            directory = directory.getParent();
        }
        throw new IllegalStateException(
                "docs/metrics.md is not above " + Path.of("").toAbsolutePath());
    }

    private static MetricsDocument of(Path document) {
        List<Row> rows = new ArrayList<>();
        Set<String> labels = Set.of();
        try {
            for (String line : Files.readAllLines(document)) {
                if (line.startsWith("| `")) {
                    String[] cells = line.split("\\|", -1);
                    labels = cells[4].strip().equals("same") ? labels : quoted(cells[4]);
                    for (String name : quoted(cells[1])) {
                        rows.add(new Row(name, cells[2].strip(), labels, words(cells[5])));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MetricsDocument(rows);
    }

    /**
     * What a service says and the document does not, or the other way round: names, types and labels.
     *
     * @param service as the document calls it, such as {@code order}
     */
    public List<String> differences(String service, Scrape scrape) {
        List<Row> expected = rows.stream().filter(row -> row.isOf(service)).toList();
        Map<String, String> said = scrape.types();
        List<String> differences = new ArrayList<>();
        for (Row row : expected) {
            if (said.keySet().stream().noneMatch(row::names)) {
                differences.add("documented and not there: " + row.name());
            } else if (!row.isFamily()) {
                compare(row, said, scrape, differences);
            }
        }
        said.keySet().stream()
                .filter(name -> expected.stream().noneMatch(row -> row.names(name) || row.names(withoutMaximum(name))))
                .forEach(name -> differences.add("there and not documented: " + name));
        return differences;
    }

    private static void compare(Row row, Map<String, String> said, Scrape scrape, List<String> differences) {
        String type = row.type().equals("timer") ? "summary" : row.type();
        if (!type.equals(said.get(row.name()))) {
            differences.add(row.name() + " is a " + said.get(row.name()) + ", documented as " + row.type());
        }
        Set<String> labels = scrape.labels(row.name());
        if (!labels.equals(row.labels())) {
            differences.add(row.name() + " has the labels " + labels + ", documented are " + row.labels());
        }
    }

    /** The longest of a summary is a gauge of its own. */
    private static String withoutMaximum(String name) {
        return name.endsWith("_max") ? name.substring(0, name.length() - "_max".length()) : name;
    }

    private static Set<String> quoted(String cell) {
        return QUOTED.matcher(cell)
                .results()
                .map((MatchResult it) -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> words(String cell) {
        return Arrays.stream(cell.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
    }
}

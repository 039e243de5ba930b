package io.commercebackbone.local;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus reads of a service at a moment. Immutable. */
public final class Scrape {

    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private final List<String> lines;

    private Scrape(String text) {
        this.lines = text.lines().toList();
    }

    /**
     * Asks a service for its metrics, without a token.
     *
     * @param url where it answers about itself, without a slash at its end
     */
    public static Scrape of(String url) {
        return new Scrape(new ServiceApi(url, null)
                .get("/actuator/prometheus")
                .require(200)
                .text());
    }

    /** Every metric's type by its name: {@code counter}, {@code gauge}, {@code summary} or {@code histogram}. */
    public Map<String, String> types() {
        Map<String, String> types = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ", -1);
                types.put(words[2], words[3]);
            }
        }
        return types;
    }

    /** Whether there is a series of that name with all of these labels, each as {@code name="value"}. */
    public boolean has(String name, String... labels) {
        return !series(name, labels).isEmpty();
    }

    /**
     * The sum of the series of that name with all of these labels.
     *
     * @throws AssertionError if there is none
     */
    public double value(String name, String... labels) {
        List<String> series = series(name, labels);
        if (series.isEmpty()) {
            throw new AssertionError("no " + name + " " + Arrays.toString(labels));
        }
        return series.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The series of that name with all of these labels, as they are told. */
    public List<String> series(String name, String... labels) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .toList();
    }

    /** The names of the labels that series of a metric have, without those of buckets. */
    Set<String> labels(String name) {
        Set<String> found = new TreeSet<>();
        for (String suffix : List.of("", "_count")) {
            for (String line : series(name + suffix)) {
                Matcher label = LABEL.matcher(line);
                while (label.find()) {
                    found.add(label.group(1));
                }
            }
        }
        return found;
    }
}

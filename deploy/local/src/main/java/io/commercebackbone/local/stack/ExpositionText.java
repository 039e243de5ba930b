package io.commercebackbone.local.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Gauges in the text that Prometheus reads, those of one name together. */
final class ExpositionText {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Map<String, StringBuilder> families = new LinkedHashMap<>();

    /** @param labels names and values in turn */
    ExpositionText gauge(String name, long value, String... labels) {
        StringJoiner pairs = new StringJoiner(",", "{", "}").setEmptyValue("");
        for (int i = 0; i < labels.length; i += 2) {
            pairs.add(labels[i] + "=\"" + escaped(labels[i + 1]) + '"');
        }
        families.computeIfAbsent(name, it -> new StringBuilder("# TYPE " + it + " gauge\n"))
                .append(name)
                .append(pairs)
                .append(' ')
                .append(value)
                .append('\n');
        return this;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return String.join("", families.values());
    }
}

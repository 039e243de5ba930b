package io.commercebackbone.verify.load;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** So many of a product, in a cart or an order. */
public record Line(UUID product, int quantity) {

    /** As a history has them: {@code product*quantity}, with commas between them. */
    public static String text(List<Line> lines) {
        return lines.stream().map(Line::toString).collect(Collectors.joining(","));
    }

    /** Reads {@link #text}. */
    public static List<Line> of(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(it -> !it.isEmpty())
                .map(it -> it.split("\\*", 2))
                .map(it -> new Line(UUID.fromString(it[0]), Integer.parseInt(it[1])))
                .toList();
    }

    @Override
    public String toString() {
        return product + "*" + quantity;
    }
}

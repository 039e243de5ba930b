package io.commercebackbone.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/** A quantity that was measured several times. */
record Figure(List<Double> values) {

    Figure {
        values = List.copyOf(values);
    }

    static Figure of(double... values) {
        return new Figure(Arrays.stream(values).boxed().toList());
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** This figure divided by another, pair by pair. */
    Figure dividedBy(Figure other) {
        return withEach(other, (mine, theirs) -> mine / theirs);
    }

    /** Halfway to another, pair by pair. */
    Figure meanWith(Figure other) {
        return withEach(other, (mine, theirs) -> (mine + theirs) / 2);
    }

    /** By how much this figure is above another, pair by pair. */
    Figure minus(Figure other) {
        return withEach(other, (mine, theirs) -> mine - theirs);
    }

    /** How much more, and how many times as much. */
    String comparedWith(Figure other) {
        return "+ " + minus(other).show(2) + ", × " + dividedBy(other).show(2);
    }

    private Figure withEach(Figure other, DoubleBinaryOperator pair) {
        double[] results = new double[values.size()];
        for (int i = 0; i < results.length; i++) {
            results[i] = pair.applyAsDouble(values.get(i), other.values().get(i));
        }
        return of(results);
    }

    /** Median, minimum and maximum, with the given number of decimals. */
    String show(int decimals) {
        String number = "%,." + decimals + "f";
        double least = values.stream().mapToDouble(it -> it).min().orElse(0);
        double most = values.stream().mapToDouble(it -> it).max().orElse(0);
        return String.format(Locale.ROOT, number + " (" + number + " … " + number + ")", median(), least, most);
    }
}

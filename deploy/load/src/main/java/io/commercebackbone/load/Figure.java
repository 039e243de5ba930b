package io.commercebackbone.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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
        double[] ratios = new double[values.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = values.get(i) / other.values().get(i);
        }
        return of(ratios);
    }

    /** Median, minimum and maximum, with the given number of decimals. */
    String show(int decimals) {
        String number = "%,." + decimals + "f";
        double least = values.stream().mapToDouble(it -> it).min().orElse(0);
        double most = values.stream().mapToDouble(it -> it).max().orElse(0);
        return String.format(Locale.ROOT, number + " (" + number + " … " + number + ")", median(), least, most);
    }
}

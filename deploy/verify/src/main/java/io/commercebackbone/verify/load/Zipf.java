package io.commercebackbone.verify.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws numbers from 0 on, small ones far more often than large ones. */
final class Zipf {

    private final double[] upTo;

    Zipf(int count, double exponent) {
        upTo = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1 / Math.pow(i + 1.0, exponent);
            upTo[i] = sum;
        }
    }

    int draw(RandomGenerator lots) {
        int found = Arrays.binarySearch(upTo, lots.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found, upTo.length - 1);
    }
}

package io.bellwether.trainer.fit;

import java.util.SplittableRandom;

/**
 * Gaussian numbers by the polar method (Marsaglia and Bray 1964), in strict arithmetic: the same on every JDK, which
 * {@code nextGaussian} does not promise.
 */
final class Noise {
    private final SplittableRandom random;
    private double spare = Double.NaN;

    Noise(SplittableRandom random) {
        this.random = random;
    }

    /** The next number of mean 0 and standard deviation 1. */
    double next() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double u;
        double v;
        double square;
        do {
            u = 2 * random.nextDouble() - 1;
            v = 2 * random.nextDouble() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double stretch = Math.sqrt(-2 * StrictMath.log(square) / square);
        spare = v * stretch;
        return u * stretch;
    }
}

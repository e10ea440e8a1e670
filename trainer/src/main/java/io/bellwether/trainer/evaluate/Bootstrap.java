package io.bellwether.trainer.evaluate;

import io.bellwether.trainer.statistics.Quantile;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How far a mean over files might be off had other files of the same kind been taken: percentile bootstrap (Efron and
 * Tibshirani 1993, chapter 13). The same files give the same interval.
 */
final class Bootstrap {
    /** Of fewer files a resample says nothing. */
    static final int FEWEST = 3;

    private static final int RESAMPLES = 2000;
    private static final double LEVEL = 0.95;
    private static final long SEED = 42;

    /**
     * A confidence interval.
     *
     * @param low 2.5th percentile
     * @param high 97.5th percentile
     */
    public record Interval(double low, double high) {}

    private Bootstrap() {}

    /**
     * Of the mean of the numbers among {@code values}; empty when they are fewer than three.
     *
     * @param values (files) NaN where a file has none
     */
    static Optional<Interval> ofMean(double[] values) {
        double[] known =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        if (known.length < FEWEST) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            double sum = 0;
            for (int i = 0; i < known.length; i++) {
                sum += known[random.nextInt(known.length)];
            }
            means[r] = sum / known.length;
        }
        Arrays.sort(means);
        return Optional.of(
                new Interval(Quantile.ofSorted(means, (1 - LEVEL) / 2), Quantile.ofSorted(means, (1 + LEVEL) / 2)));
    }
}

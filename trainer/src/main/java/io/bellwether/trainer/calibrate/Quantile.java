package io.bellwether.trainer.calibrate;

import java.util.Arrays;

/** Quantiles of values of which some are missing. */
final class Quantile {
    private Quantile() {}

    /** By linear interpolation between order statistics (Hyndman and Fan 1996, type 7); NaN when there is no value. */
    static double of(double[] values, double fraction) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = fraction * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}

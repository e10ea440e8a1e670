package io.bellwether.trainer.statistics;

import java.util.Arrays;

/** Quantiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7). */
public final class Quantile {
    private Quantile() {}

    /** Of values of which some are missing; NaN when all are. */
    public static double of(double[] values, double fraction) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : ofSorted(sorted, fraction);
    }

    /**
     * Of values in order.
     *
     * @param sorted at least one, rising
     */
    public static double ofSorted(double[] sorted, double fraction) {
        double at = fraction * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}

package io.bellwether.trainer.threshold;

import java.util.Arrays;

/** Whether excesses look like a generalised Pareto distribution (Anderson and Darling 1954). */
final class AndersonDarling {
    private static final double[] LEVELS = {0.5, 0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001};

    /**
     * The upper tail points of A^2 when the scale is estimated and the shape is known. They are those of the exponential
     * distribution (Stephens 1974), and the row of shape -0.5 in table 2 of Choulakian and Stephens (2001).
     */
    private static final double[] POINTS = {0.496, 0.735, 1.061, 1.321, 1.590, 1.958, 2.243, 2.922}; // (levels)

    private AndersonDarling() {}

    /** A^2. */
    static double statistic(double[] excesses, GeneralizedPareto fitted) {
        double[] sorted = excesses.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (2 * i + 1) * (log(fitted.cdf(sorted[i])) + log(fitted.survival(sorted[n - 1 - i])));
        }
        return -n - sum / n;
    }

    private static double log(double probability) {
        return Math.log(Math.max(probability, Double.MIN_NORMAL));
    }

    /**
     * The probability of a statistic at least as large when the distribution is right: interpolated in logarithms
     * between levels; 0.5 stands for all above it, 0.001 for all below. It is right as long as the prior holds the
     * shape, and the more the data have a say in it, the less does it find fault.
     */
    static double pValue(double statistic) {
        if (statistic <= POINTS[0]) {
            return LEVELS[0];
        }
        for (int l = 1; l < LEVELS.length; l++) {
            if (statistic <= POINTS[l]) {
                double share = (statistic - POINTS[l - 1]) / (POINTS[l] - POINTS[l - 1]);
                return LEVELS[l - 1] * Math.pow(LEVELS[l] / LEVELS[l - 1], share);
            }
        }
        return LEVELS[LEVELS.length - 1];
    }
}

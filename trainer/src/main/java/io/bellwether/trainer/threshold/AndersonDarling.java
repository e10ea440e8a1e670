package io.bellwether.trainer.threshold;

import java.util.Arrays;

/**
 * Whether excesses look like the generalised Pareto distribution that was fitted to them (Anderson and Darling 1954).
 */
final class AndersonDarling {
    /**
     * Choulakian and Stephens (2001), table 2: upper tail points of A^2, scale and shape estimated; their k is -shape.
     */
    private static final double[] SHAPES = {-0.5, -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.5, 0.9};

    private static final double[] LEVELS = {0.5, 0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001};
    private static final double[][] POINTS = { // (shapes, levels)
        {0.496, 0.735, 1.061, 1.321, 1.590, 1.958, 2.243, 2.922},
        {0.468, 0.688, 0.985, 1.221, 1.465, 1.799, 2.058, 2.674},
        {0.445, 0.649, 0.924, 1.140, 1.365, 1.672, 1.909, 2.475},
        {0.426, 0.617, 0.873, 1.074, 1.283, 1.567, 1.788, 2.314},
        {0.410, 0.591, 0.831, 1.020, 1.215, 1.481, 1.687, 2.176},
        {0.397, 0.569, 0.796, 0.974, 1.158, 1.409, 1.603, 2.064},
        {0.386, 0.550, 0.766, 0.935, 1.110, 1.348, 1.532, 1.966},
        {0.376, 0.534, 0.741, 0.903, 1.069, 1.296, 1.471, 1.893},
        {0.356, 0.499, 0.685, 0.830, 0.978, 1.180, 1.336, 1.707},
        {0.339, 0.471, 0.641, 0.771, 0.905, 1.086, 1.226, 1.559}
    };

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
     * The probability of a statistic at least as large when the distribution is right: interpolated in the table, in
     * logarithms between levels; 0.5 stands for all above it, 0.001 for all below. The points are asymptotic, good from
     * some 25 excesses on.
     */
    static double pValue(double statistic, double shape) {
        double at = Math.max(SHAPES[0], Math.min(SHAPES[SHAPES.length - 1], shape));
        int row = 1;
        while (SHAPES[row] < at) {
            row++;
        }
        double part = (at - SHAPES[row - 1]) / (SHAPES[row] - SHAPES[row - 1]);
        double before = Double.NaN;
        for (int l = 0; l < LEVELS.length; l++) {
            double point = (1 - part) * POINTS[row - 1][l] + part * POINTS[row][l];
            if (statistic <= point) {
                if (l == 0) {
                    return LEVELS[0];
                }
                double share = (statistic - before) / (point - before);
                return LEVELS[l - 1] * Math.pow(LEVELS[l] / LEVELS[l - 1], share);
            }
            before = point;
        }
        return LEVELS[LEVELS.length - 1];
    }
}

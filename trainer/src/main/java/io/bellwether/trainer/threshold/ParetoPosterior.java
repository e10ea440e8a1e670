package io.bellwether.trainer.threshold;

import java.util.Arrays;

/**
 * What peaks over a level say about rarer ones. Peaks come as a Poisson process, their excesses are generalised Pareto
 * (Pickands 1975; Davison and Smith 1990). Rate, scale and shape are never known exactly, so each pair of scale and
 * shape on a grid gets its posterior probability: flat priors on log rate and log scale, and on the shape the beta
 * density on [-0.5, 0.5] that Martins and Stedinger (2000) introduced, here symmetric about 0. With few peaks the shape
 * stays near 0, with many the data decides, and however far is extrapolated, no tail is heavier than shape 0.5.
 * Immutable.
 */
final class ParetoPosterior {
    /** Beta(8, 8) on [-0.5, 0.5]: standard deviation 0.12, that of the prior of Martins and Stedinger. */
    private static final double PRIOR_POWER = 7;

    private static final int SHAPES = 41;
    private static final int SCALES = 61;

    private final double[] scale; // (points)
    private final double[] shape; // (points)
    private final double[] weight; // (points) sum 1

    /** @param excesses at least two, above zero */
    ParetoPosterior(double[] excesses) {
        int points = SHAPES * SCALES;
        scale = new double[points];
        shape = new double[points];
        weight = new double[points];
        double mean = Arrays.stream(excesses).average().orElseThrow();
        double reach = 1 + 5 / Math.sqrt(excesses.length);
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < points; i++) {
            int row = i / SCALES;
            double unit = (row + 0.5) / SHAPES;
            shape[i] = unit - 0.5;
            double step = 2.0 * (i % SCALES) / (SCALES - 1) - 1;
            scale[i] = mean * (1 - shape[i]) * Math.pow(reach, step);
            weight[i] = new GeneralizedPareto(scale[i], shape[i]).logLikelihood(excesses)
                    + PRIOR_POWER * Math.log(unit * (1 - unit));
            highest = Math.max(highest, weight[i]);
        }
        double sum = 0;
        for (int i = 0; i < points; i++) {
            weight[i] = Math.exp(weight[i] - highest);
            sum += weight[i];
        }
        for (int i = 0; i < points; i++) {
            weight[i] /= sum;
        }
    }

    /** The expected share of peaks beyond an excess, over all that the parameters may be. */
    double survival(double excess) {
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            if (weight[i] > 1e-12) {
                sum += weight[i] * new GeneralizedPareto(scale[i], shape[i]).survival(excess);
            }
        }
        return sum;
    }

    /**
     * The excess that one peak in so many is expected to exceed (a predictive return level, Davison 1986): higher than
     * the one of the most probable parameters, because being wrong costs more alarms on one side than it saves on the
     * other.
     *
     * @param excesses at least 1
     */
    double predictiveLevel(double excesses) {
        double low = 0;
        double high = new GeneralizedPareto(Arrays.stream(scale).max().orElseThrow(), 0.5).returnLevel(excesses);
        for (int step = 0; step < 100 && high - low > 1e-8 * high; step++) {
            double middle = (low + high) / 2;
            if (survival(middle) * excesses > 1) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}

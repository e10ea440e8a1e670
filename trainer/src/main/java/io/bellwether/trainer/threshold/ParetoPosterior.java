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

    /** The scales of a shape end where the likelihood has fallen to a ten millionth of its maximum. */
    private static final double FALL = 16;

    private final double[] scale; // (points)
    private final double[] shape; // (points)
    private final double[] weight; // (points) sum 1
    private final GeneralizedPareto mode;
    private final boolean heavy;

    /** @param excesses at least two, above zero */
    ParetoPosterior(double[] excesses) {
        int points = SHAPES * SCALES;
        scale = new double[points];
        shape = new double[points];
        weight = new double[points]; // at first its logarithm
        GeneralizedPareto[] likeliest = new GeneralizedPareto[SHAPES];
        double[] likelihood = new double[SHAPES]; // logarithms
        double[] prior = new double[SHAPES];
        int best = 0;
        int bestWithoutPrior = 0;
        for (int row = 0; row < SHAPES; row++) {
            double unit = (row + 0.5) / SHAPES;
            prior[row] = PRIOR_POWER * Math.log(unit * (1 - unit));
            likeliest[row] = GeneralizedPareto.likeliest(unit - 0.5, excesses);
            likelihood[row] = likeliest[row].logLikelihood(excesses);
            fill(row, likeliest[row], prior[row], excesses);
            best = likelihood[row] + prior[row] > likelihood[best] + prior[best] ? row : best;
            bestWithoutPrior = likelihood[row] > likelihood[bestWithoutPrior] ? row : bestWithoutPrior;
        }
        mode = likeliest[best];
        heavy = bestWithoutPrior == SHAPES - 1;
        normalise(weight);
    }

    /** Every shape has scales of its own, since one far peak moves the mean of the peaks, but not their likely scale. */
    private void fill(int row, GeneralizedPareto likeliest, double prior, double[] excesses) {
        double lowest = edge(likeliest, -1, excesses);
        double highest = edge(likeliest, 1, excesses);
        double step = Math.log(highest / lowest) / (SCALES - 1);
        for (int i = 0; i < SCALES; i++) {
            int point = row * SCALES + i;
            GeneralizedPareto at = new GeneralizedPareto(lowest * Math.exp(i * step), likeliest.shape());
            scale[point] = at.scale();
            shape[point] = at.shape();
            weight[point] = at.logLikelihood(excesses) + prior + Math.log(step);
        }
    }

    /** The scale below (sign -1) or above (sign 1) the likeliest where the likelihood has fallen. */
    private static double edge(GeneralizedPareto likeliest, int sign, double[] excesses) {
        double limit = likeliest.logLikelihood(excesses) - FALL;
        double within = 0;
        double beyond = 1 / Math.sqrt(excesses.length);
        while (scaled(likeliest, sign * beyond).logLikelihood(excesses) > limit) {
            within = beyond;
            beyond *= 2;
        }
        for (int step = 0; step < 8; step++) {
            double middle = (within + beyond) / 2;
            if (scaled(likeliest, sign * middle).logLikelihood(excesses) > limit) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        return scaled(likeliest, sign * beyond).scale();
    }

    private static GeneralizedPareto scaled(GeneralizedPareto tail, double log) {
        return new GeneralizedPareto(tail.scale() * Math.exp(log), tail.shape());
    }

    private static void normalise(double[] logarithms) {
        double highest = Arrays.stream(logarithms).max().orElseThrow();
        double sum = 0;
        for (int i = 0; i < logarithms.length; i++) {
            logarithms[i] = Math.exp(logarithms[i] - highest);
            sum += logarithms[i];
        }
        for (int i = 0; i < logarithms.length; i++) {
            logarithms[i] /= sum;
        }
    }

    /** The most probable tail. */
    GeneralizedPareto mode() {
        return mode;
    }

    /** Whether the excesses alone would have the heaviest of the shapes that are allowed for, or a heavier one. */
    boolean heavy() {
        return heavy;
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

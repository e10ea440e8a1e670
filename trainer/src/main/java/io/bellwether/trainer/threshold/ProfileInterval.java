package io.bellwether.trainer.threshold;

import java.util.Arrays;

/**
 * Between which limits the level of one alarm in so many peaks lies, with 95 % confidence: those levels that a
 * likelihood ratio test does not reject (Coles 2001, section 4.3.3), with shapes from -0.5 to 0.5 and no prior, and
 * what is unknown of the rate of peaks taken along. On small samples it covers better than a parametric bootstrap.
 *
 * @param low excess
 * @param high excess
 */
record ProfileInterval(double low, double high) {
    /** Half the 0.95 quantile of chi squared with one degree of freedom. */
    private static final double DROP = 1.9207;

    private static final int LEVELS = 80;
    private static final int SHAPES = 25;
    private static final int RATES = 5;

    /**
     * Goes through a grid of levels; for each, shape and rate are the best that lead there.
     *
     * @param excesses at least two, above zero
     * @param perAlarm expected number of peaks for one alarm, by the observed rate; at least 1
     */
    static ProfileInterval of(double[] excesses, double perAlarm) {
        double mean = Arrays.stream(excesses).average().orElseThrow();
        double lowest = 0.02 * mean;
        double highest = 20 * new GeneralizedPareto(mean, 0.5).returnLevel(perAlarm + 1);
        double[] levels = new double[LEVELS];
        double[] likelihoods = new double[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            levels[i] = lowest * Math.pow(highest / lowest, i / (LEVELS - 1.0));
            likelihoods[i] = profile(levels[i], excesses, perAlarm);
        }
        int best = 0;
        for (int i = 1; i < LEVELS; i++) {
            best = likelihoods[i] > likelihoods[best] ? i : best;
        }
        double limit = likelihoods[best] - DROP;
        int from = best;
        while (from > 0 && likelihoods[from] > limit) {
            from--;
        }
        int to = best;
        while (to < LEVELS - 1 && likelihoods[to] > limit) {
            to++;
        }
        return new ProfileInterval(
                from == 0 ? 0 : crossing(levels, likelihoods, from, from + 1, limit),
                crossing(levels, likelihoods, to, to - 1, limit));
    }

    private static double crossing(double[] levels, double[] likelihoods, int outside, int inside, double limit) {
        double out = Math.max(likelihoods[outside], limit - 100); // beyond a tail's end it is infinite
        double share = Math.min(1, (limit - out) / (likelihoods[inside] - out));
        return levels[outside] * Math.pow(levels[inside] / levels[outside], Math.max(0, share));
    }

    private static double profile(double level, double[] excesses, double perAlarm) {
        int peaks = excesses.length;
        double best = Double.NEGATIVE_INFINITY;
        for (int r = 0; r < RATES; r++) {
            double ratio = Math.exp((2.0 * r / (RATES - 1) - 1) * 2 / Math.sqrt(peaks));
            double beyond = perAlarm * ratio;
            if (beyond <= 1) {
                continue;
            }
            double ofRate = peaks * (Math.log(ratio) - ratio + 1);
            for (int s = 0; s < SHAPES; s++) {
                double shape = s / (SHAPES - 1.0) - 0.5;
                double scale = level / new GeneralizedPareto(1, shape).returnLevel(beyond);
                best = Math.max(best, ofRate + new GeneralizedPareto(scale, shape).logLikelihood(excesses));
            }
        }
        return best;
    }
}

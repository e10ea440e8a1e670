package io.bellwether.trainer.threshold;

import java.util.Arrays;
import java.util.Optional;

/**
 * A generalised Pareto distribution fitted to excesses.
 *
 * @param distribution the fitted one
 * @param method how
 */
public record ParetoFit(GeneralizedPareto distribution, Method method) {
    /** How a distribution was fitted. */
    public enum Method {
        MAXIMUM_LIKELIHOOD,
        PROBABILITY_WEIGHTED_MOMENTS
    }

    /** With fewer excesses the moments have the smaller error (Hosking and Wallis 1987, tables 3 and 4). */
    static final int SMALL_SAMPLE = 50;

    private static final int SCAN = 120;

    /**
     * Maximum likelihood, or probability-weighted moments where the sample is small or the likelihood has no maximum.
     *
     * @param excesses at least two, all above zero and not all equal
     */
    public static ParetoFit of(double[] excesses) {
        check(excesses);
        if (excesses.length < SMALL_SAMPLE) {
            return new ParetoFit(weightedMoments(excesses), Method.PROBABILITY_WEIGHTED_MOMENTS);
        }
        return maximumLikelihood(excesses)
                .map(found -> new ParetoFit(found, Method.MAXIMUM_LIKELIHOOD))
                .orElseGet(() -> new ParetoFit(weightedMoments(excesses), Method.PROBABILITY_WEIGHTED_MOMENTS));
    }

    private static void check(double[] excesses) {
        double first = excesses.length == 0 ? 0 : excesses[0];
        boolean vary = false;
        for (double x : excesses) {
            if (!(x > 0) || !Double.isFinite(x)) {
                throw new IllegalArgumentException("an excess must be finite and above zero, not " + x);
            }
            vary |= x != first;
        }
        if (!vary) {
            throw new IllegalArgumentException("a tail is fitted to at least two different excesses, not to "
                    + excesses.length + " that are equal");
        }
    }

    /**
     * The highest local maximum of the likelihood (Grimshaw 1993). With t = shape / scale given, the best shape is the
     * mean of log(1 + t x), so one unknown is left; every root of the likelihood's derivative in t is found and
     * compared with the exponential distribution, t = 0. None when the likelihood is higher still at shape -1, beyond
     * which it has no bound.
     */
    static Optional<GeneralizedPareto> maximumLikelihood(double[] excesses) {
        double mean = Arrays.stream(excesses).average().orElseThrow();
        double smallest = Arrays.stream(excesses).min().orElseThrow();
        double largest = Arrays.stream(excesses).max().orElseThrow();
        GeneralizedPareto best = new GeneralizedPareto(mean, 0);
        double highest = best.logLikelihood(excesses);
        double upper = Math.min(2 * (mean - smallest) / (smallest * smallest), 1e9 / mean);
        double near = 1e-5 / mean; // t = 0 is always a root
        double[][] sides = {
            grid(near, upper),
            Arrays.stream(grid(1e-9, 1 - near * largest)) // distances from the tail's end at -1 / largest
                    .map(distance -> -(1 - distance) / largest)
                    .toArray()
        };
        for (double[] side : sides) {
            double after = side.length == 0 ? 0 : derivative(side[0], excesses);
            for (int i = 1; i < side.length; i++) {
                double before = after;
                after = derivative(side[i], excesses);
                if (before * after > 0) {
                    continue;
                }
                double t = root(side[i - 1], side[i], before, excesses);
                double shape = meanLog(t, excesses);
                if (shape <= -1 || shape / t <= 0) {
                    continue;
                }
                GeneralizedPareto found = new GeneralizedPareto(shape / t, shape);
                double likelihood = found.logLikelihood(excesses);
                if (likelihood > highest) {
                    highest = likelihood;
                    best = found;
                }
            }
        }
        boolean unbounded = -excesses.length * Math.log(largest) > highest;
        return unbounded ? Optional.empty() : Optional.of(best);
    }

    /** Evenly spaced in logarithms, both ends included; empty when there is nothing between them. */
    private static double[] grid(double from, double to) {
        double[] points = new double[from < to ? SCAN : 0];
        for (int i = 0; i < points.length; i++) {
            points[i] = from * Math.pow(to / from, i / (SCAN - 1.0));
        }
        return points;
    }

    private static double meanLog(double t, double[] excesses) {
        double sum = 0;
        for (double x : excesses) {
            sum += Math.log1p(t * x);
        }
        return sum / excesses.length;
    }

    private static double derivative(double t, double[] excesses) {
        double inverses = 0;
        for (double x : excesses) {
            inverses += 1 / (1 + t * x);
        }
        return (1 + meanLog(t, excesses)) * (inverses / excesses.length) - 1;
    }

    private static double root(double from, double to, double atFrom, double[] excesses) {
        double low = from;
        double high = to;
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            if (derivative(middle, excesses) * atFrom > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /**
     * By probability-weighted moments (Hosking and Wallis 1987, with plotting positions (i - 0.35) / n). A tail that
     * would end below the largest excess is made to end there (Dupuis and Tsao 1998).
     */
    static GeneralizedPareto weightedMoments(double[] excesses) {
        double[] sorted = excesses.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double mean = 0;
        double weighted = 0;
        for (int i = 0; i < n; i++) {
            mean += sorted[i] / n;
            weighted += (1 - (i + 0.65) / n) * sorted[i] / n;
        }
        double difference = mean - 2 * weighted;
        if (!(difference > 0)) { // less spread than any tail of this family has
            return new GeneralizedPareto(mean, 0);
        }
        double shape = 2 - mean / difference;
        double scale = 2 * mean * weighted / difference;
        double largest = sorted[n - 1];
        return new GeneralizedPareto(scale, shape < 0 && -scale / shape < largest ? -scale / largest : shape);
    }
}

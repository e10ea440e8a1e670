package io.bellwether.trainer.threshold;

import java.util.Arrays;

/**
 * The generalised Pareto distribution of excesses over a high level (Pickands 1975): P(X &gt; x) = (1 + shape x /
 * scale)^(-1/shape), which is exp(-x / scale) at shape 0. The sign of the shape is that of extreme value theory:
 * positive for heavy tails, negative for tails that end.
 *
 * @param scale greater than zero, in the unit of the excesses
 * @param shape xi; Hosking and Wallis (1987) call -xi k
 */
public record GeneralizedPareto(double scale, double shape) {
    /** Shapes nearer to 0 are 0: what the formulas lose there to rounding is more than the difference. */
    private static final double EXPONENTIAL = 1e-9;

    public GeneralizedPareto {
        if (!(scale > 0) || !Double.isFinite(scale) || !Double.isFinite(shape)) {
            throw new IllegalArgumentException("a generalised Pareto distribution needs a scale above zero and a "
                    + "finite shape, not " + scale + " and " + shape);
        }
    }

    /**
     * The most likely one of a given shape. Where its likelihood is highest, the mean of (1 + shape) x / (scale + shape
     * x) is 1; it falls as the scale grows.
     *
     * @param shape above -1
     * @param excesses at least one, above zero
     */
    static GeneralizedPareto likeliest(double shape, double[] excesses) {
        double mean = Arrays.stream(excesses).average().orElseThrow();
        double least = shape < 0 ? -shape * Arrays.stream(excesses).max().orElseThrow() : 0; // or the tail ends before
        double low = 0; // both above the least
        double high = (1 + shape) * mean;
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (double x : excesses) {
                sum += x / (least + middle + shape * x);
            }
            if ((1 + shape) * sum > excesses.length) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new GeneralizedPareto(least + high, shape);
    }

    /** P(X &gt; x). */
    public double survival(double x) {
        if (x <= 0) {
            return 1;
        }
        if (Math.abs(shape) < EXPONENTIAL) {
            return Math.exp(-x / scale);
        }
        double base = shape * x / scale;
        return base <= -1 ? 0 : Math.exp(-Math.log1p(base) / shape);
    }

    /** P(X &lt;= x). */
    public double cdf(double x) {
        return 1 - survival(x);
    }

    /** The value that a fraction of the excesses does not exceed. */
    public double quantile(double fraction) {
        return returnLevel(1 / (1 - fraction));
    }

    /**
     * The level that one excess in so many exceeds.
     *
     * @param excesses at least 1
     */
    public double returnLevel(double excesses) {
        double log = Math.log(excesses);
        return scale * (Math.abs(shape) < EXPONENTIAL ? log : Math.expm1(shape * log) / shape);
    }

    /** The logarithm of the likelihood of these excesses; negative infinity when one lies beyond the tail's end. */
    public double logLikelihood(double[] excesses) {
        double sum = 0;
        if (Math.abs(shape) < EXPONENTIAL) {
            for (double x : excesses) {
                sum += x;
            }
            return -excesses.length * Math.log(scale) - sum / scale;
        }
        double perScale = shape / scale;
        for (double x : excesses) {
            double base = perScale * x;
            if (base <= -1) {
                return Double.NEGATIVE_INFINITY;
            }
            sum += Math.log1p(base);
        }
        return -excesses.length * Math.log(scale) - (1 + 1 / shape) * sum;
    }
}

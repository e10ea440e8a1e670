package io.bellwether.scoring;

import java.util.List;

/**
 * How the voting sensors' errors are taken together; see {@link WhitenedError}.
 *
 * @param precision the upper triangle of the inverse of their covariance on held-out data, row after row
 * @param scale what makes the largest adjusted error of one sensor as rare as an equal error of all together; greater than
 *     zero
 */
public record Whitening(List<Double> precision, double scale) {
    public Whitening {
        precision = List.copyOf(precision);
        if (!(scale > 0) || !Double.isFinite(scale)) {
            throw new IllegalArgumentException("the scale of a whitening must be greater than zero, not " + scale);
        }
    }
}

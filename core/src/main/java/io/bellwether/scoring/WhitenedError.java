package io.bellwether.scoring;

import java.util.Arrays;
import java.util.List;

/**
 * The errors of several sensors taken together (Hotelling 1947; of moving averages: Lowry et al. 1992), and each adjusted for
 * what the others let expect of it (Hawkins 1991). Each may be within its own limits, and yet they do not fit each other.
 * Immutable.
 *
 * <pre>
 * u   = P z
 * W   = sqrt(z' u)
 * a_i = |u_i| / sqrt(P_ii)
 * </pre>
 *
 * z: errors in units of their spread; P: the inverse of their covariance. Many small errors make W large, one sensor on its
 * own its a.
 */
public final class WhitenedError {
    private final int size;
    private final double[] precision; // P (size, size), symmetric

    /**
     * The error of these sensors.
     *
     * @param upper (size (size + 1) / 2) the upper triangle of P, row after row
     * @throws IllegalArgumentException when the number does not fit, or the diagonal is not above zero
     */
    public WhitenedError(int size, List<Double> upper) {
        if (upper.size() != size * (size + 1) / 2) {
            throw new IllegalArgumentException("the whitening of " + size + " voting sensors needs "
                    + size * (size + 1) / 2 + " values, but has " + upper.size());
        }
        this.size = size;
        precision = new double[size * size];
        int at = 0;
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                double value = upper.get(at++);
                if (!Double.isFinite(value) || (i == j && !(value > 0))) {
                    throw new IllegalArgumentException("the whitening holds " + value + " at (" + i + ", " + j + ")");
                }
                precision[i * size + j] = value;
                precision[j * size + i] = value;
            }
        }
    }

    /**
     * W; allocates nothing.
     *
     * @param z (size)
     * @param pulled (size) out: P z
     */
    public double of(double[] z, double[] pulled) {
        Arrays.fill(pulled, 0, size, 0);
        for (int i = 0; i < size; i++) {
            double error = z[i];
            int row = i * size;
            for (int j = 0; j < size; j++) {
                pulled[j] = Math.fma(error, precision[row + j], pulled[j]);
            }
        }
        double square = 0;
        for (int i = 0; i < size; i++) {
            square = Math.fma(z[i], pulled[i], square);
        }
        return Math.sqrt(Math.max(0, square));
    }

    /**
     * The largest a.
     *
     * @param pulled (size) P z
     * @param gains (size) out: the squares of all a, see {@link #gain}
     */
    public double largestAdjusted(double[] pulled, double[] gains) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            gains[i] = gain(i, pulled[i]);
            largest = Math.max(largest, gains[i]);
        }
        return Math.sqrt(largest);
    }

    /**
     * The square of a: by how much the square of W would be less, had this sensor read what the others let expect of it (the
     * conditional term of Mason, Tracy and Young 1995).
     *
     * @param pulled what P z is at this sensor
     */
    double gain(int i, double pulled) {
        return pulled * pulled / precision[i * size + i];
    }

    /** The square of another sensor's a, had this sensor read what the others let expect of it. */
    double gainWithout(int i, int other, double[] pulled) {
        double left = pulled[other] - precision[other * size + i] * pulled[i] / precision[i * size + i];
        return gain(other, left);
    }
}

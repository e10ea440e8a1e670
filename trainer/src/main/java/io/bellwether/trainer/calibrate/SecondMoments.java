package io.bellwether.trainer.calibrate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Second moments about zero of errors in units of their spread, and their inverse, shrunk towards a multiple of the
 * identity (Ledoit and Wolf 2004, with a known mean of zero), so that few frames do for many sensors.
 */
final class SecondMoments {
    private static final double LEAST = 1e-4; // keeps the inverse within reason when one sensor repeats another
    private static final MathContext NINE_DIGITS = new MathContext(9);

    private final int size;
    private final double[][] products; // (size, size) sums
    private double fourth; // sum of the squared squares of the length
    private long count;

    SecondMoments(int size) {
        this.size = size;
        products = new double[size][size];
    }

    static SecondMoments sum(List<SecondMoments> parts) {
        SecondMoments sum = new SecondMoments(parts.get(0).size);
        for (SecondMoments part : parts) {
            sum.count += part.count;
            sum.fourth += part.fourth;
            for (int i = 0; i < sum.size; i++) {
                for (int j = 0; j < sum.size; j++) {
                    sum.products[i][j] += part.products[i][j];
                }
            }
        }
        return sum;
    }

    /** @param z (size) */
    void add(double[] z) {
        count++;
        double square = 0;
        for (int i = 0; i < size; i++) {
            square += z[i] * z[i];
            for (int j = 0; j < size; j++) {
                products[i][j] += z[i] * z[j];
            }
        }
        fourth += square * square;
    }

    /** The number of frames. */
    long count() {
        return count;
    }

    /** (size, size); positive definite as soon as one frame was not zero. */
    double[][] shrunk() {
        double trace = 0;
        double squares = 0; // of the Frobenius norm
        for (int i = 0; i < size; i++) {
            trace += products[i][i] / count;
            for (int j = 0; j < size; j++) {
                squares += products[i][j] / count * (products[i][j] / count);
            }
        }
        double mu = trace / size;
        double dispersion = squares - size * mu * mu;
        double error = Math.min(dispersion, (fourth / count - squares) / count);
        double shrinkage = dispersion > 0 ? Math.max(LEAST, error / dispersion) : 1;
        double[][] shrunk = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                shrunk[i][j] = (1 - shrinkage) * products[i][j] / count + (i == j ? shrinkage * mu : 0);
            }
        }
        return shrunk;
    }

    /** The upper triangle of the inverse, row after row, with nine digits. */
    List<Double> precision() {
        RealMatrix inverse = new CholeskyDecomposition(new Array2DRowRealMatrix(shrunk(), false))
                .getSolver()
                .getInverse();
        List<Double> upper = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                upper.add(new BigDecimal(inverse.getEntry(i, j))
                        .round(NINE_DIGITS)
                        .doubleValue());
            }
        }
        return upper;
    }
}

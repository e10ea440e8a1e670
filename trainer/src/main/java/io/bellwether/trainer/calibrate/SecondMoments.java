package io.bellwether.trainer.calibrate;

import io.bellwether.trainer.statistics.CrossProducts;
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

    private final CrossProducts products;
    private double fourth; // sum of the squared squares of the length

    SecondMoments(int size) {
        this(new CrossProducts(size), 0);
    }

    private SecondMoments(CrossProducts products, double fourth) {
        this.products = products;
        this.fourth = fourth;
    }

    static SecondMoments sum(List<SecondMoments> parts) {
        double fourth = 0;
        for (SecondMoments part : parts) {
            fourth += part.fourth;
        }
        return new SecondMoments(
                CrossProducts.sum(parts.stream().map(part -> part.products).toList()), fourth);
    }

    /** @param z (size) */
    void add(double[] z) {
        products.add(z);
        double square = 0;
        for (double error : z) {
            square += error * error;
        }
        fourth += square * square;
    }

    /** The number of frames. */
    long count() {
        return products.count();
    }

    /** (size, size); positive definite as soon as one frame was not zero. */
    double[][] shrunk() {
        int size = products.size();
        long count = count();
        double trace = 0;
        double squares = 0; // of the Frobenius norm
        for (int i = 0; i < size; i++) {
            trace += products.product(i, i) / count;
            for (int j = 0; j < size; j++) {
                double moment = products.product(i, j) / count;
                squares += moment * moment;
            }
        }
        double mu = trace / size;
        double dispersion = squares - size * mu * mu;
        double error = Math.min(dispersion, (fourth / count - squares) / count);
        double shrinkage = dispersion > 0 ? Math.max(LEAST, error / dispersion) : 1;
        double[][] shrunk = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                shrunk[i][j] = (1 - shrinkage) * products.product(i, j) / count + (i == j ? shrinkage * mu : 0);
            }
        }
        return shrunk;
    }

    /** The upper triangle of the inverse, row after row, with nine digits. */
    List<Double> precision() {
        RealMatrix inverse = new CholeskyDecomposition(new Array2DRowRealMatrix(shrunk(), false))
                .getSolver()
                .getInverse();
        int size = products.size();
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

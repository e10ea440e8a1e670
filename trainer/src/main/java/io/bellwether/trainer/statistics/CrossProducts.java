package io.bellwether.trainer.statistics;

import java.util.List;

/** Count, sums and sums of products of rows: what mean and covariance are made of. For rows near zero, as scaled ones are. */
public final class CrossProducts {
    private final int size;
    private final double[] sums; // (size)
    private final double[][] products; // (size, size) lower triangle
    private long count;

    /** Of no row yet. */
    public CrossProducts(int size) {
        this.size = size;
        sums = new double[size];
        products = new double[size][size];
    }

    /** Of the rows of several sets. */
    public static CrossProducts sum(List<CrossProducts> parts) {
        CrossProducts sum = new CrossProducts(parts.get(0).size);
        for (CrossProducts part : parts) {
            sum.count += part.count;
            for (int i = 0; i < sum.size; i++) {
                sum.sums[i] += part.sums[i];
                for (int j = 0; j <= i; j++) {
                    sum.products[i][j] += part.products[i][j];
                }
            }
        }
        return sum;
    }

    /**
     * Takes one more row.
     *
     * @param x (size)
     */
    public void add(double[] x) {
        count++;
        for (int i = 0; i < size; i++) {
            sums[i] += x[i];
            for (int j = 0; j <= i; j++) {
                products[i][j] += x[i] * x[j];
            }
        }
    }

    /** The number of rows. */
    public long count() {
        return count;
    }

    /** The number of columns. */
    public int size() {
        return size;
    }

    /** The mean of a column; 0 when there is no row. */
    public double mean(int column) {
        return count == 0 ? 0 : sums[column] / count;
    }

    /** The sum of the products of two columns. */
    public double product(int i, int j) {
        return j <= i ? products[i][j] : products[j][i];
    }

    /** (size, size) */
    public double[][] covariance() {
        double[][] covariance = new double[size][size];
        for (int i = 0; i < size && count > 0; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = products[i][j] / count - mean(i) * mean(j);
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }
}

package io.bellwether.trainer.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** Principal components (Jackson 1991): the eigenvectors of a covariance, the largest variance first. */
public final class Components {
    private final EigenDecomposition eigen;
    private final int[] order;

    /** Those of these rows. */
    public Components(CrossProducts products) {
        eigen = new EigenDecomposition(new Array2DRowRealMatrix(products.covariance(), false));
        order = IntStream.range(0, products.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -eigen.getRealEigenvalue(i)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The variance along one of them; 0 or more. */
    public double variance(int component) {
        return Math.max(0, eigen.getRealEigenvalue(order[component]));
    }

    /** How many of them, the first ones, explain at least this part of the variance. */
    public int explaining(double part) {
        double total =
                IntStream.range(0, order.length).mapToDouble(this::variance).sum();
        double explained = 0;
        int count = 0;
        while (count < order.length && explained < part * total) {
            explained += variance(count);
            count++;
        }
        return count;
    }

    /** (columns) of length 1; a copy. */
    public double[] direction(int component) {
        return eigen.getEigenvector(order[component]).toArray();
    }
}

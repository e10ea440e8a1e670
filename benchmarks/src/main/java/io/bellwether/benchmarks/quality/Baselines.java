package io.bellwether.benchmarks.quality;

import io.bellwether.trainer.statistics.Components;
import io.bellwether.trainer.statistics.CrossProducts;
import io.bellwether.trainer.statistics.Quantile;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The textbook's, with nothing of ours behind them. */
final class Baselines {
    private static final double EXPLAINED = 0.9;
    private static final double QUANTILE = 0.99;
    private static final double LEAST_VARIANCE = 1e-9;

    private Baselines() {}

    /** The largest absolute value, in standard deviations. */
    static Scores largest(double[][] training, double[][] test, long seed) {
        return new Scores(
                Arrays.stream(training).mapToDouble(Baselines::largest).toArray(),
                Arrays.stream(test).mapToDouble(Baselines::largest).toArray());
    }

    private static double largest(double[] row) {
        return Arrays.stream(row).map(Math::abs).max().orElse(0);
    }

    /**
     * Hotelling's T2 of the components that explain 90 % of the variance, and Q, the rest (Jackson and Mudholkar 1979);
     * the larger of the two, each over its 0.99 quantile in training.
     */
    static Scores principalComponents(double[][] training, double[][] test, long seed) {
        Kept components = new Kept(training);
        double[][] inTraining = components.of(training);
        double[][] inTest = components.of(test);
        double[] limits = IntStream.range(0, 2)
                .mapToDouble(i -> Quantile.of(
                        Arrays.stream(inTraining).mapToDouble(pair -> pair[i]).toArray(), QUANTILE))
                .toArray();
        return new Scores(strictest(inTraining, limits), strictest(inTest, limits));
    }

    private static double[] strictest(double[][] pairs, double[] limits) {
        return Arrays.stream(pairs)
                .mapToDouble(pair -> Math.max(ratio(pair[0], limits[0]), ratio(pair[1], limits[1])))
                .toArray();
    }

    private static double ratio(double value, double limit) {
        return limit > 0 ? value / limit : 0;
    }

    /** Those that are kept. */
    private static final class Kept {
        private final double[][] directions; // (components)(sensors)
        private final double[] variances; // (components)

        Kept(double[][] rows) {
            CrossProducts products = new CrossProducts(rows[0].length);
            for (double[] row : rows) {
                products.add(row);
            }
            Components components = new Components(products);
            int count = components.explaining(EXPLAINED);
            directions =
                    IntStream.range(0, count).mapToObj(components::direction).toArray(double[][]::new);
            variances = IntStream.range(0, count)
                    .mapToDouble(c -> Math.max(LEAST_VARIANCE, components.variance(c)))
                    .toArray();
        }

        /** (rows)(T2, Q) */
        double[][] of(double[][] rows) {
            return Arrays.stream(rows).map(this::of).toArray(double[][]::new);
        }

        private double[] of(double[] row) {
            double left = 0;
            for (double value : row) {
                left += value * value;
            }
            double hotelling = 0;
            for (int c = 0; c < directions.length; c++) {
                double score = 0;
                for (int s = 0; s < row.length; s++) {
                    score += directions[c][s] * row[s];
                }
                hotelling += score * score / variances[c];
                left -= score * score;
            }
            return new double[] {hotelling, Math.max(0, left)};
        }
    }
}

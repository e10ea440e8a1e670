package io.bellwether.trainer.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How many scores lie where, in bins of equal width of the logarithm.
 *
 * @param edges (bins + 1) ascending; the first bin also holds all that is lower
 * @param normal (bins) frames that nobody has labelled anomalous
 * @param labelled (bins) the others
 */
record Histogram(List<Double> edges, List<Long> normal, List<Long> labelled) {
    private static final int BINS = 48;
    /** The bins begin here, lest one tiny score squeeze all others into a corner. */
    private static final double LOWEST_QUANTILE = 0.001;

    /**
     * Counts.
     *
     * @param normal scores, not below zero
     * @param labelled scores, not below zero
     * @return null when no score is above zero
     */
    static @Nullable Histogram of(double[] normal, double[] labelled) {
        double[] positive = DoubleStream.concat(Arrays.stream(normal), Arrays.stream(labelled))
                .filter(score -> score > 0 && Double.isFinite(score))
                .sorted()
                .toArray();
        if (positive.length == 0) {
            return null;
        }
        double low = StrictMath.log(positive[(int) (LOWEST_QUANTILE * positive.length)]);
        double high = StrictMath.log(positive[positive.length - 1]);
        double width = Math.max(high - low, 1e-6) / BINS;
        List<Double> edges = LongStream.rangeClosed(0, BINS)
                .mapToObj(edge -> StrictMath.exp(low + edge * width))
                .toList();
        return new Histogram(edges, count(normal, low, width), count(labelled, low, width));
    }

    private static List<Long> count(double[] scores, double low, double width) {
        long[] counts = new long[BINS];
        for (double score : scores) {
            double bin = score > 0 ? (StrictMath.log(score) - low) / width : 0;
            counts[(int) Math.max(0, Math.min(BINS - 1, bin))]++;
        }
        return LongStream.of(counts).boxed().toList();
    }
}

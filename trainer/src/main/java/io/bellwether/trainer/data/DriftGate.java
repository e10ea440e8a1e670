package io.bellwether.trainer.data;

import io.bellwether.trainer.data.FrameSeries.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of a sensor's movement in training is slow drift: the standard deviation of the means of 8 contiguous blocks
 * over the mean standard deviation within a block. A sensor that mostly drifts will be somewhere else tomorrow, and its
 * error says nothing.
 */
final class DriftGate {
    /** Above this a sensor does not vote. */
    static final double LIMIT = 1.2;

    private static final int BLOCKS = 8;

    private DriftGate() {}

    /** The ratio of one sensor; 0 when it has too few values. */
    static double ratio(FrameSeries series, int sensor) {
        int usable = series.usableFrames();
        List<Double> means = new ArrayList<>();
        double within = 0;
        int seen = 0;
        double[] sums = new double[3]; // count, sum, sum of squares about the first value
        double first = Double.NaN;
        int block = 0;
        for (Stretch stretch : series.stretches()) {
            for (int f = stretch.from(); f < stretch.to(); f++, seen++) {
                int now = (int) ((long) seen * BLOCKS / usable);
                if (now != block) {
                    within += close(sums, first, means);
                    block = now;
                }
                double value = series.value(f, sensor);
                if (!Double.isNaN(value)) {
                    first = Double.isNaN(first) ? value : first;
                    sums[0]++;
                    sums[1] += value - first;
                    sums[2] += (value - first) * (value - first);
                }
            }
        }
        within += close(sums, first, means);
        return means.size() < 2 || within == 0 ? 0 : spread(means) / (within / means.size());
    }

    /** Ends a block: adds its mean, and returns its standard deviation. */
    private static double close(double[] sums, double first, List<Double> means) {
        double count = sums[0];
        double mean = count == 0 ? 0 : sums[1] / count;
        double variance = count == 0 ? 0 : Math.max(0, sums[2] / count - mean * mean);
        if (count > 0) {
            means.add(first + mean);
        }
        Arrays.fill(sums, 0);
        return Math.sqrt(variance);
    }

    private static double spread(List<Double> means) {
        double mean = means.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double squares =
                means.stream().mapToDouble(m -> (m - mean) * (m - mean)).sum();
        return Math.sqrt(squares / means.size());
    }
}

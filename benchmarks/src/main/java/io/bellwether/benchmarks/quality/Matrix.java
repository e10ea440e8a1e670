package io.bellwether.benchmarks.quality;

import java.util.stream.IntStream;

/** Scales rows by the mean and the standard deviation of each sensor in training; what is missing reads as the mean. */
final class Matrix {
    private final double[] mean; // (sensors)
    private final double[] scale; // (sensors)

    Matrix(Part training) {
        int sensors = training.table().sensors().size();
        mean = new double[sensors];
        scale = new double[sensors];
        for (int s = 0; s < sensors; s++) {
            int sensor = s;
            double[] known = IntStream.range(0, training.table().rows())
                    .filter(training.rows())
                    .mapToDouble(row -> training.table().value(row, sensor))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            double sum = 0;
            for (double value : known) {
                sum += value;
            }
            mean[s] = known.length == 0 ? 0 : sum / known.length;
            double squares = 0;
            for (double value : known) {
                squares += (value - mean[s]) * (value - mean[s]);
            }
            double sd = known.length == 0 ? 0 : Math.sqrt(squares / known.length);
            scale[s] = sd > 0 ? sd : 1;
        }
    }

    /** (rows)(sensors) */
    double[][] of(Part part) {
        return IntStream.range(0, part.table().rows())
                .filter(part.rows())
                .mapToObj(row -> IntStream.range(0, mean.length)
                        .mapToDouble(s -> scaled(part.table().value(row, s), s))
                        .toArray())
                .toArray(double[][]::new);
    }

    private double scaled(double value, int sensor) {
        return Double.isNaN(value) ? 0 : (value - mean[sensor]) / scale[sensor];
    }
}

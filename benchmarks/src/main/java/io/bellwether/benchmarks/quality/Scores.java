package io.bellwether.benchmarks.quality;

import java.util.Arrays;

/** What a scoring said of the rows that it learned from, and of those it had to judge. */
final class Scores {
    private final double[] training; // (rows) NaN = none
    private final double[] test; // (rows)

    Scores(double[] training, double[] test) {
        this.training = training.clone();
        this.test = test.clone();
    }

    /** (rows) only those that are known. */
    double[] training() {
        return Arrays.stream(training).filter(score -> !Double.isNaN(score)).toArray();
    }

    /** (rows) */
    double[] test() {
        return test.clone();
    }
}

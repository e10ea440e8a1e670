package io.bellwether.benchmarks.quality;

/** A way to say how far rows are from normal. */
@FunctionalInterface
interface Scoring {
    /**
     * Learns and judges.
     *
     * @param training (rows)(sensors) in standard deviations of the sensor in training
     * @param test (rows)(sensors) likewise
     */
    Scores of(double[][] training, double[][] test, long seed);
}

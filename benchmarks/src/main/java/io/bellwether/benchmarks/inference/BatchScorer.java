package io.bellwether.benchmarks.inference;

/** A network in an engine, ready to run. Used by one thread. */
public interface BatchScorer extends AutoCloseable {
    /**
     * Scores one item of every series in the batch.
     *
     * @param frames (steps)(batch, sensors)
     * @param outputs (output steps)(batch, sensors) out: forecasts, or the window as it was rebuilt, newest frame first
     */
    void score(float[][] frames, float[][] outputs);

    @Override
    void close();
}

package io.bellwether.trainer.fit;

/** Some windows for one gradient step, side by side. All arrays have the layout (windows, sensors, steps). */
public final class Batch {
    private final int windows;
    private final int sensors;
    private final int steps;
    final float[] input;
    final float[] target;
    final float[] mask; // 1 where the target counts, else 0

    Batch(int windows, int sensors, int steps) {
        this.windows = windows;
        this.sensors = sensors;
        this.steps = steps;
        input = new float[windows * sensors * steps];
        target = new float[windows * sensors * steps];
        mask = new float[windows * sensors * steps];
    }

    public int windows() {
        return windows;
    }

    public int steps() {
        return steps;
    }

    /** The index of one value. */
    int at(int window, int sensor, int step) {
        return (window * sensors + sensor) * steps + step;
    }

    /** The inputs; a copy. */
    public float[] inputs() {
        return input.clone();
    }

    /** (windows, sensors, steps) as an array's shape. */
    public long[] shape() {
        return new long[] {windows, sensors, steps};
    }

    /** Whether any target counts in some steps. */
    boolean counts(int from, int count) {
        for (int series = 0; series < windows * sensors; series++) {
            for (int t = from; t < from + count; t++) {
                if (mask[series * steps + t] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The mean squared error of these outputs where the target counts; NaN where nothing does. */
    double loss(float[] outputs) {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < target.length; i++) {
            double error = (double) outputs[i] - target[i];
            sum += mask[i] * error * error;
            count += mask[i];
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}

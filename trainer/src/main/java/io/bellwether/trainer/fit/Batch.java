package io.bellwether.trainer.fit;

/**
 * Some windows for one gradient step, side by side. Inputs have the layout (windows, sensors, steps), targets and mask
 * (windows, outputs, steps), where outputs are the sensors, once for each frame ahead.
 */
public final class Batch {
    private final int windows;
    private final int sensors;
    private final int outputs;
    private final int steps;
    final float[] input;
    final float[] target;
    final float[] mask; // 1 where the target counts, else 0

    Batch(int windows, int sensors, int steps) {
        this(windows, sensors, sensors, steps);
    }

    Batch(int windows, int sensors, int outputs, int steps) {
        this.windows = windows;
        this.sensors = sensors;
        this.outputs = outputs;
        this.steps = steps;
        input = new float[windows * sensors * steps];
        target = new float[windows * outputs * steps];
        mask = new float[target.length];
    }

    public int windows() {
        return windows;
    }

    public int steps() {
        return steps;
    }

    /** The index of one input. */
    int at(int window, int sensor, int step) {
        return (window * sensors + sensor) * steps + step;
    }

    /** The index of one target. */
    int targetAt(int window, int output, int step) {
        return (window * outputs + output) * steps + step;
    }

    /** The inputs; a copy. */
    public float[] inputs() {
        return input.clone();
    }

    /** (windows, sensors, steps) as an array's shape. */
    public long[] shape() {
        return new long[] {windows, sensors, steps};
    }

    /** (windows, outputs, steps) as an array's shape. */
    long[] targetShape() {
        return new long[] {windows, outputs, steps};
    }

    /** The forecast that nothing changes: the inputs in the place of the outputs. */
    float[] unchanged() {
        float[] forecast = new float[target.length];
        for (int w = 0; w < windows; w++) {
            for (int output = 0; output < outputs; output++) {
                System.arraycopy(input, at(w, output % sensors, 0), forecast, targetAt(w, output, 0), steps);
            }
        }
        return forecast;
    }

    /** Whether any target counts in some steps. */
    boolean counts(int from, int count) {
        for (int series = 0; series < windows * outputs; series++) {
            for (int t = from; t < from + count; t++) {
                if (mask[series * steps + t] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Lets no target count but those of one step. */
    void countOnly(int step) {
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % steps == step ? mask[i] : 0;
        }
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

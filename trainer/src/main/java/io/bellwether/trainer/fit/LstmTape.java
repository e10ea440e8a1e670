package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One LSTM layer over the steps of a batch, with all that the way back needs (backpropagation through time, Werbos 1990).
 * A sequence begins with a zero memory, or with that of the segment before it, which is taken for a constant.
 */
final class LstmTape {
    private final Kernel kernel;
    private final LstmWeights weights;
    private final int batch;
    private final int steps;
    private final int stride; // inputs + 1 + padded
    private final float[] rows; // (steps + 1, batch, stride): x, 1, h before; row t + 1 holds the output of step t
    private final float[] gates; // (steps, batch, 4 padded) after their activation
    private final float[] c; // (steps + 1, batch, padded) before each step
    private final float[] tanhC; // (steps, batch, padded)
    private final float[] dh; // (batch, padded) gradient of the output of the step at hand
    private final float[] dc; // (batch, padded)
    private final float[] dGates; // (batch, 4 padded)
    private final float[] dRows; // (batch, inputs + 1 + hidden padded) gradient of a step's row
    private final OuterProduct product;

    LstmTape(Kernel kernel, LstmWeights weights, int batch, int steps) {
        this.kernel = kernel;
        this.weights = weights;
        this.batch = batch;
        this.steps = steps;
        int padded = weights.padded;
        stride = weights.inputs + 1 + padded;
        rows = new float[(steps + 1) * batch * stride];
        gates = new float[steps * batch * 4 * padded];
        c = new float[(steps + 1) * batch * padded];
        tanhC = new float[steps * batch * padded];
        dh = new float[batch * padded];
        dc = new float[batch * padded];
        dGates = new float[batch * 4 * padded];
        dRows = new float[batch * weights.backward.width()];
        product = new OuterProduct(kernel, batch, weights.forward.rows(), weights.forward.width());
        for (int row = 0; row < (steps + 1) * batch; row++) {
            rows[row * stride + weights.inputs] = 1f;
        }
    }

    int batch() {
        return batch;
    }

    int steps() {
        return steps;
    }

    /** All rows; a dense layer takes 1 and h from index {@link #outputAt} on. */
    float[] rows() {
        return rows;
    }

    int stride() {
        return stride;
    }

    /** The index of the 1 that stands before the output of a step. */
    int outputAt(int step) {
        return (step + 1) * batch * stride + weights.inputs;
    }

    /** Begins the way there: with the memory at the end of the segment before; null = with none. */
    void beginForward(@Nullable LstmTape before) {
        int padded = weights.padded;
        for (int b = 0; b < batch; b++) {
            int h = b * stride + weights.inputs + 1;
            if (before == null) {
                Arrays.fill(rows, h, h + padded, 0f);
            } else {
                System.arraycopy(before.rows, before.steps * batch * stride + h, rows, h, padded);
            }
        }
        if (before == null) {
            Arrays.fill(c, 0, batch * padded, 0f);
        } else {
            System.arraycopy(before.c, before.steps * batch * padded, c, 0, batch * padded);
        }
    }

    /** Sets one input of one step of one sequence. */
    void input(int step, int b, int input, float x) {
        rows[(step * batch + b) * stride + input] = x;
    }

    /** Sets the inputs of one step to some columns of another array. */
    void input(int step, float[] from, int at, int fromStride) {
        input(step, 0, weights.inputs, from, at, fromStride);
    }

    /** Sets {@code count} inputs of one step, from {@code first} on, to some columns of another array. */
    void input(int step, int first, int count, float[] from, int at, int fromStride) {
        for (int b = 0; b < batch; b++) {
            System.arraycopy(from, at + b * fromStride, rows, (step * batch + b) * stride + first, count);
        }
    }

    /** Drops some of the inputs of one step, which are set. */
    void dropInputs(int step, Dropout dropout) {
        dropout.apply(step, rows, step * batch * stride, stride);
    }

    /** One step; the inputs are set, and the steps before are made. */
    void forward(int step) {
        int padded = weights.padded;
        int row = step * batch;
        kernel.multiply(rows, row * stride, stride, weights.forward, gates, row * 4 * padded, batch);
        int outputs = outputAt(step) + 1;
        kernel.cellForward(
                gates, row * 4 * padded, padded, c, row * padded, tanhC, row * padded, rows, stride, outputs, batch);
    }

    /** Begins the way back: no gradient comes from beyond the last step. */
    void beginBackward() {
        Arrays.fill(dh, 0f);
        Arrays.fill(dc, 0f);
    }

    /** Adds to the gradient of the output of the step at hand. */
    void addOutputGradient(float[] d, int at, int dStride) {
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < weights.hidden; j++) {
                dh[b * weights.padded + j] += d[at + b * dStride + j];
            }
        }
    }

    /** One step back; the gradient of its output is complete. */
    void backward(int step) {
        int padded = weights.padded;
        int row = step * batch;
        kernel.cellBackward(
                gates, row * 4 * padded, padded, c, row * padded, tanhC, row * padded, dh, dc, dGates, batch);
        product.add(rows, row * stride, stride, dGates, 0, weights.gradient);
        kernel.multiply(dGates, 0, 4 * padded, weights.backward, dRows, 0, batch);
        for (int b = 0; b < batch; b++) {
            int from = b * weights.backward.width() + weights.inputs + 1;
            System.arraycopy(dRows, from, dh, b * padded, weights.hidden);
        }
    }

    /** Takes the gradient from the inputs that were dropped in the step just made back. */
    void dropInputGradient(int step, Dropout dropout) {
        dropout.apply(step, dRows, 0, weights.backward.width());
    }

    /** The gradient of the inputs of the step just made back; (batch, {@link #inputGradientStride()}). */
    float[] inputGradient() {
        return dRows;
    }

    int inputGradientStride() {
        return weights.backward.width();
    }
}

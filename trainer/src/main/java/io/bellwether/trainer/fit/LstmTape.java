package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One LSTM layer over the steps of a batch, with all that the way back needs (backpropagation through time, Werbos 1990).
 * The sequences lie side by side in the lanes of the kernel's vectors, in blocks. A sequence begins with a zero memory, or
 * with that of the segment before it, which is taken for a constant. What lanes without a sequence hold does not count: the
 * gradient of their outputs is 0, so all that comes of it is.
 */
final class LstmTape {
    private final Kernel kernel;
    private final LstmWeights weights;
    private final int batch;
    private final int steps;
    private final int block; // sequences in a block
    private final int blocks;
    private final int cells; // of a block
    private final int stride; // floats of a block in a row
    private final float[] rows; // (steps + 1, blocks, inputs + 1 + units, block): x, 1, h of the step before
    private final float[] gates; // (steps, blocks, 4 units, block) after their activation
    private final float[] c; // (steps + 1, blocks, units, block) before each step
    private final float[] tanhC; // (steps, blocks, units, block)
    private final float[] dh; // (blocks, units, block) gradient of the output of the step at hand
    private final float[] dc; // (blocks, units, block)
    private final float[] dGates; // (blocks, 4 units, block)
    private final float[] dRows; // (blocks, width, block) gradient of a step's row
    private final OuterProduct product;

    LstmTape(Kernel kernel, LstmWeights weights, int batch, int steps) {
        this.kernel = kernel;
        this.weights = weights;
        this.batch = batch;
        this.steps = steps;
        block = kernel.block();
        blocks = kernel.blocks(batch);
        cells = weights.units * block;
        stride = weights.forward.rows() * block;
        rows = kernel.newLanes((steps + 1) * blocks * weights.forward.rows());
        gates = new float[steps * blocks * 4 * cells];
        c = new float[(steps + 1) * blocks * cells];
        tanhC = new float[steps * blocks * cells];
        dh = new float[blocks * cells];
        dc = new float[blocks * cells];
        dGates = kernel.newLanes(blocks * 4 * weights.units);
        dRows = new float[blocks * inputGradientStride()];
        product = new OuterProduct(kernel, blocks, weights.forward);
        for (int row = 0; row < (steps + 1) * blocks; row++) {
            int at = row * stride + weights.inputs * block;
            Arrays.fill(rows, at, at + block, 1f);
        }
    }

    int batch() {
        return batch;
    }

    /** Sequences in a block. */
    int block() {
        return block;
    }

    int blocks() {
        return blocks;
    }

    int steps() {
        return steps;
    }

    /** All rows; a dense layer takes 1 and h from index {@link #outputAt} on. */
    float[] rows() {
        return rows;
    }

    /** Floats from a block of sequences to the next. */
    int stride() {
        return stride;
    }

    /** The index of the 1 that stands before the output of a step. */
    int outputAt(int step) {
        return (step + 1) * blocks * stride + weights.inputs * block;
    }

    /** Begins the way there: with the memory at the end of the segment before; null = with none. */
    void beginForward(@Nullable LstmTape before) {
        for (int b = 0; b < blocks; b++) {
            int h = b * stride + (weights.inputs + 1) * block;
            if (before == null) {
                Arrays.fill(rows, h, h + cells, 0f);
            } else {
                System.arraycopy(before.rows, before.steps * blocks * stride + h, rows, h, cells);
            }
        }
        if (before == null) {
            Arrays.fill(c, 0, blocks * cells, 0f);
        } else {
            System.arraycopy(before.c, before.steps * blocks * cells, c, 0, blocks * cells);
        }
    }

    /** Sets one input of one step of one sequence. */
    void input(int step, int b, int input, float x) {
        rows[(step * blocks + b / block) * stride + input * block + b % block] = x;
    }

    /** Sets the inputs of one step to some rows of another array, (blocks, fromStride). */
    void input(int step, float[] from, int at, int fromStride) {
        input(step, 0, weights.inputs, from, at, fromStride);
    }

    /** Sets {@code count} inputs of one step, from {@code first} on, to some rows of another array, (blocks, fromStride). */
    void input(int step, int first, int count, float[] from, int at, int fromStride) {
        for (int b = 0; b < blocks; b++) {
            int to = (step * blocks + b) * stride + first * block;
            System.arraycopy(from, at + b * fromStride, rows, to, count * block);
        }
    }

    /** Drops some of the inputs of one step, which are set. */
    void dropInputs(int step, Dropout dropout) {
        dropout.apply(step, rows, step * blocks * stride, stride);
    }

    /** One step; the inputs are set, and the steps before are made. */
    void forward(int step) {
        int row = step * blocks;
        int at = row * 4 * cells;
        kernel.multiplyLanes(weights.forward, rows, row * stride, stride, gates, at, blocks);
        int outputs = outputAt(step) + block;
        kernel.cellForward(gates, at, cells, c, row * cells, tanhC, row * cells, rows, stride, outputs, blocks);
    }

    /** Begins the way back: no gradient comes from beyond the last step. */
    void beginBackward() {
        Arrays.fill(dh, 0f);
        Arrays.fill(dc, 0f);
    }

    /** Adds to the gradient of the output of the step at hand; (blocks, dStride). */
    void addOutputGradient(float[] d, int at, int dStride) {
        for (int b = 0; b < blocks; b++) {
            int to = b * cells;
            int from = at + b * dStride;
            for (int i = 0; i < weights.hidden * block; i++) {
                dh[to + i] += d[from + i];
            }
        }
    }

    /** One step back; the gradient of its output is complete. */
    void backward(int step) {
        int row = step * blocks;
        kernel.cellBackward(gates, row * 4 * cells, cells, c, row * cells, tanhC, row * cells, dh, dc, dGates, blocks);
        product.add(rows, row * stride, stride, dGates, 0, weights.gradient);
        kernel.multiplyLanes(weights.backward, dGates, 0, 4 * cells, dRows, 0, blocks);
        for (int b = 0; b < blocks; b++) {
            int from = b * inputGradientStride() + (weights.inputs + 1) * block;
            System.arraycopy(dRows, from, dh, b * cells, weights.hidden * block);
        }
    }

    /** Takes the gradient from the inputs that were dropped in the step just made back. */
    void dropInputGradient(int step, Dropout dropout) {
        dropout.apply(step, dRows, 0, inputGradientStride());
    }

    /** The gradient of the inputs of the step just made back; (blocks, {@link #inputGradientStride()}). */
    float[] inputGradient() {
        return dRows;
    }

    int inputGradientStride() {
        return weights.backward.width() * block;
    }
}

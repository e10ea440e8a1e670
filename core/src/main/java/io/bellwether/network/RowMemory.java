package io.bellwether.network;

import java.util.Arrays;

/**
 * Each series has a row: for one series or a few, of which several steps may be known ahead. The values are (ahead + 1, batch,
 * inputs + 1 + padded): x, 1, h. A step reads its row and leaves its h in the next one; with one step only, in the same one.
 */
final class RowMemory extends LstmMemory {
    private final int ahead;
    private final int inputs;
    private final int padded; // hidden, up to whole vectors
    private final int stride;
    private boolean backwards; // which way the matrix is gone through

    /** Zeros; the cells are (batch, padded). */
    RowMemory(int inputs, int hidden, int padded, int batch, int ahead) {
        super(
                batch,
                hidden,
                new float[(ahead == 1 ? 1 : ahead + 1) * batch * (inputs + 1 + padded)],
                new float[batch * padded]);
        this.ahead = ahead;
        this.inputs = inputs;
        this.padded = padded;
        stride = inputs + 1 + padded;
        for (int at = inputs; at < values().length; at += stride) {
            values()[at] = 1f;
        }
    }

    @Override
    void input(int step, int b, float[] x, int at) {
        System.arraycopy(x, at, values(), (step * batch() + b) * stride, inputs);
    }

    @Override
    void input(LstmMemory layerBefore, int steps) {
        RowMemory before = (RowMemory) layerBefore;
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < batch(); b++) {
                input(t, b, before.values(), before.hiddenAfter(t) + b * before.stride);
            }
        }
    }

    @Override
    int scratch() {
        return ahead * batch() * 4 * padded;
    }

    @Override
    void apply(DenseLayer dense, int steps, float[] out) {
        dense.apply(values(), hiddenAfter(0) - 1, stride, out, steps * batch());
    }

    @Override
    void applyToNewest(DenseLayer dense, float[] out) {
        dense.apply(values(), hiddenBefore(0) - 1, stride, out, batch());
    }

    int stride() {
        return stride;
    }

    /** Turns round: true if the matrix is to be gone through backwards this time. */
    boolean turn() {
        backwards = !backwards;
        return backwards;
    }

    /** Where in the values a step finds h. */
    int hiddenBefore(int step) {
        return step * batch() * stride + inputs + 1;
    }

    /** Where in the values a step leaves h. */
    int hiddenAfter(int step) {
        return hiddenBefore(ahead == 1 ? 0 : step + 1);
    }

    /** The h that the last step left is where the next one looks for it. */
    void carry(int steps) {
        if (ahead > 1) {
            for (int b = 0; b < batch(); b++) {
                int from = hiddenAfter(steps - 1) + b * stride;
                System.arraycopy(values(), from, values(), hiddenAt(b, 0), padded);
            }
        }
    }

    @Override
    int hiddenAt(int b, int unit) {
        return hiddenBefore(0) + b * stride + unit;
    }

    @Override
    int cellAt(int b, int unit) {
        return b * padded + unit;
    }

    @Override
    void resetHidden() {
        for (int b = 0; b < batch(); b++) {
            int at = hiddenAt(b, 0);
            Arrays.fill(values(), at, at + padded, 0f);
        }
    }
}

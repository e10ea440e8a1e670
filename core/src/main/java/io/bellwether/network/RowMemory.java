package io.bellwether.network;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Each series has a row: for one series or a few, of which several steps may be known ahead. */
final class RowMemory extends LstmMemory {
    private final int batch;
    private final int ahead;
    private final int inputs;
    private final int hidden;
    private final int padded;
    private final int stride;

    /*
     * (ahead + 1, batch, inputs + 1 + padded): x, 1, h; so that 1 and h are also a dense layer's input. A step reads its row
     * and leaves its h in the next one; with one step only, in the same one.
     */
    private final float[] rows;

    private final float[] c; // (batch, padded)
    private boolean turn; // which way the matrix was gone through last

    /** Zeros. */
    RowMemory(int inputs, int hidden, int padded, int batch, int ahead) {
        this.batch = batch;
        this.ahead = ahead;
        this.inputs = inputs;
        this.hidden = hidden;
        this.padded = padded;
        stride = inputs + 1 + padded;
        rows = new float[(ahead == 1 ? 1 : ahead + 1) * batch * stride];
        c = new float[batch * padded];
        for (int at = inputs; at < rows.length; at += stride) {
            rows[at] = 1f;
        }
    }

    @Override
    void input(int step, int b, float[] x, int at) {
        System.arraycopy(x, at, rows, (step * batch + b) * stride, inputs);
    }

    @Override
    void input(LstmMemory layerBefore, int steps) {
        RowMemory before = (RowMemory) layerBefore;
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < batch; b++) {
                input(t, b, before.rows, before.hiddenAt(t) + b * before.stride);
            }
        }
    }

    @Override
    int gates() {
        return ahead * batch * 4 * padded;
    }

    @Override
    void apply(DenseLayer dense, int steps, float[] out) {
        dense.apply(rows, hiddenAt(0) - 1, stride, out, steps * batch);
    }

    @Override
    void applyToNewest(DenseLayer dense, float[] out) {
        dense.apply(rows, hiddenBefore(0) - 1, stride, out, batch);
    }

    int batch() {
        return batch;
    }

    /** All rows; (..., {@link #stride()}). */
    float[] rows() {
        return rows;
    }

    int stride() {
        return stride;
    }

    float[] cells() {
        return c;
    }

    /** Which way to go through the matrix: to and fro. */
    boolean turn() {
        turn = !turn;
        return turn;
    }

    /** Where in the rows a step finds h. */
    int hiddenBefore(int step) {
        return step * batch * stride + inputs + 1;
    }

    /** Where in the rows a step leaves h. */
    int hiddenAt(int step) {
        return hiddenBefore(ahead == 1 ? 0 : step + 1);
    }

    /** The h that the last step left is where the next one looks for it. */
    void carry(int steps) {
        if (ahead > 1) {
            for (int b = 0; b < batch; b++) {
                System.arraycopy(rows, hiddenAt(steps - 1) + b * stride, rows, hiddenBefore(0) + b * stride, padded);
            }
        }
    }

    @Override
    void reset() {
        Arrays.fill(c, 0f);
        for (int b = 0; b < batch; b++) {
            int at = hiddenBefore(0) + b * stride;
            Arrays.fill(rows, at, at + padded, 0f);
        }
    }

    @Override
    int size() {
        return batch * 2 * hidden * Float.BYTES;
    }

    @Override
    void write(ByteBuffer out) {
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < hidden; j++) {
                out.putFloat(rows[b * stride + inputs + 1 + j]).putFloat(c[b * padded + j]);
            }
        }
    }

    @Override
    void read(ByteBuffer in) {
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < hidden; j++) {
                rows[b * stride + inputs + 1 + j] = in.getFloat();
                c[b * padded + j] = in.getFloat();
            }
        }
    }
}

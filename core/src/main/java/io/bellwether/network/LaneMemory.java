package io.bellwether.network;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Series lie side by side in the lanes of the kernel's vectors, in blocks of {@link Kernel#block()}: for many series at once.
 * Every load of an input serves several outputs and every broadcast of a weight a whole block, and the cells of a block are
 * one long loop.
 */
final class LaneMemory extends LstmMemory {
    private static final int FEWEST_UNITS = (LanePanels.COLUMNS + 3) / 4; // whose gates fill a panel

    private final int batch;
    private final int block; // series in a block
    private final int blocks;
    private final int inputs;
    private final int hidden;
    private final int units; // hidden, or the fewest
    private final int stride; // floats of a block
    private final float[]
            columns; // (blocks, inputs + 1 + units, block): x, 1, h; so that 1 and h are a dense layer's input
    private final float[] c; // (blocks, units, block)
    private float[] dense = new float[0]; // scratch

    /** Zeros. */
    LaneMemory(int inputs, int hidden, int batch, int block) {
        this.batch = batch;
        this.block = block;
        blocks = (batch + block - 1) / block;
        this.inputs = inputs;
        this.hidden = hidden;
        units = units(hidden);
        stride = (inputs + 1 + units) * block;
        columns = new float[blocks * stride];
        c = new float[blocks * units * block];
        for (int b = 0; b < blocks; b++) {
            int at = b * stride + inputs * block;
            Arrays.fill(columns, at, at + block, 1f);
        }
    }

    /** Whether so many series fill their blocks well enough: lanes without a series cost as much as those with one. */
    static boolean suits(int batch, int block) {
        int lanes = (batch + block - 1) / block * block;
        return 4 * batch >= 3 * lanes;
    }

    /** The hidden size, or a little more; what is more stays 0. */
    static int units(int hidden) {
        return Math.max(hidden, FEWEST_UNITS);
    }

    @Override
    void input(int step, int b, float[] x, int at) {
        int to = b / block * stride + b % block;
        for (int i = 0; i < inputs; i++) {
            columns[to + i * block] = x[at + i];
        }
    }

    @Override
    void input(LstmMemory layerBefore, int steps) {
        LaneMemory before = (LaneMemory) layerBefore;
        for (int b = 0; b < blocks; b++) {
            int from = b * before.stride + before.hiddenAt();
            System.arraycopy(before.columns, from, columns, b * stride, inputs * block);
        }
    }

    @Override
    int gates() {
        return blocks * 4 * units * block;
    }

    @Override
    void apply(DenseLayer layer, int steps, float[] out) {
        applyToNewest(layer, out);
    }

    @Override
    void applyToNewest(DenseLayer layer, float[] out) {
        int size = blocks * layer.lanesScratch();
        if (dense.length < size) {
            dense = new float[size];
        }
        layer.applyLanes(columns, hiddenAt() - block, stride, dense, out, batch);
    }

    int blocks() {
        return blocks;
    }

    int stride() {
        return stride;
    }

    float[] columns() {
        return columns;
    }

    float[] cells() {
        return c;
    }

    /** Floats of c in a block. */
    int cellStride() {
        return units * block;
    }

    /** Where in a block's columns h is. */
    int hiddenAt() {
        return (inputs + 1) * block;
    }

    @Override
    void reset() {
        Arrays.fill(c, 0f);
        for (int b = 0; b < blocks; b++) {
            Arrays.fill(columns, b * stride + hiddenAt(), (b + 1) * stride, 0f);
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
                out.putFloat(columns[hiddenAt(b, j)]).putFloat(c[cellAt(b, j)]);
            }
        }
    }

    @Override
    void read(ByteBuffer in) {
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < hidden; j++) {
                columns[hiddenAt(b, j)] = in.getFloat();
                c[cellAt(b, j)] = in.getFloat();
            }
        }
    }

    private int hiddenAt(int b, int unit) {
        return b / block * stride + hiddenAt() + unit * block + b % block;
    }

    private int cellAt(int b, int unit) {
        return b / block * cellStride() + unit * block + b % block;
    }
}

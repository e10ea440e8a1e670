package io.bellwether.network;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A long short-term memory layer without peepholes (Hochreiter and Schmidhuber 1997; forget gate: Gers et al. 2000).
 * Immutable.
 *
 * <pre>
 * i = sigmoid(x Wi + h Ri + bi)    f = sigmoid(x Wf + h Rf + bf)
 * g = tanh(x Wg + h Rg + bg)       o = sigmoid(x Wo + h Ro + bo)
 * c' = f c + i g                   h' = o tanh(c')
 * </pre>
 */
public final class LstmLayer {
    private final int inputs;
    private final int hidden;
    private final int padded; // hidden, up to whole vectors
    private final Kernel kernel;
    private final PackedMatrix matrix; // (inputs + 1 + hidden, 4 padded): rows x, bias, h; columns i, f, g, o

    /**
     * A layer of these weights. The four gates lie side by side in every row: columns [0, H) i, [H, 2H) f, [2H, 3H) g, [3H,
     * 4H) o.
     *
     * @param weights row-major (inputs + hidden, 4 hidden), rows of x before rows of h; copied
     * @param bias (4 hidden); copied
     */
    public LstmLayer(int inputs, int hidden, float[] weights, float[] bias) {
        this(inputs, hidden, weights, bias, Kernels.BEST);
    }

    LstmLayer(int inputs, int hidden, float[] weights, float[] bias, Kernel kernel) {
        Shapes.require("LSTM weights", weights.length, inputs + hidden, 4 * hidden);
        Shapes.require("LSTM bias", bias.length, 1, 4 * hidden);
        this.inputs = inputs;
        this.hidden = hidden;
        this.kernel = kernel;
        this.padded = kernel.pad(hidden);
        this.matrix = kernel.matrix(inputs + 1 + hidden, 4 * padded);
        for (int column = 0; column < 4 * hidden; column++) {
            for (int row = 0; row < inputs + hidden; row++) {
                matrix.set(packedRow(row), packedColumn(column), weights[row * 4 * hidden + column]);
            }
            matrix.set(inputs, packedColumn(column), bias[column]);
        }
    }

    public int inputs() {
        return inputs;
    }

    public int hidden() {
        return hidden;
    }

    /** Row-major (inputs + hidden, 4 hidden); a copy. */
    public float[] weights() {
        float[] weights = new float[(inputs + hidden) * 4 * hidden];
        for (int row = 0; row < inputs + hidden; row++) {
            for (int column = 0; column < 4 * hidden; column++) {
                weights[row * 4 * hidden + column] = matrix.get(packedRow(row), packedColumn(column));
            }
        }
        return weights;
    }

    /** (4 hidden); a copy. */
    public float[] bias() {
        float[] bias = new float[4 * hidden];
        for (int column = 0; column < bias.length; column++) {
            bias[column] = matrix.get(inputs, packedColumn(column));
        }
        return bias;
    }

    private int packedRow(int row) {
        return row < inputs ? row : row + 1; // the bias stands between x and h
    }

    private int packedColumn(int column) {
        return column / hidden * padded + column % hidden;
    }

    /** A zero memory for this many sequences at once. */
    Memory newMemory(int batch) {
        return new Memory(this, batch);
    }

    /** Floats that {@link #step} needs as scratch. */
    int gates(int batch) {
        return batch * matrix.width();
    }

    /**
     * One time step of every sequence; allocates nothing.
     *
     * @param memory its inputs are set; moved on by one step
     * @param gates scratch of at least {@link #gates(int)} floats
     */
    void step(Memory memory, float[] gates) {
        kernel.multiply(memory.rows, 0, memory.stride, matrix, gates, 0, memory.batch);
        kernel.cell(gates, matrix.width(), padded, memory.c, memory.rows, memory.stride, inputs + 1, memory.batch);
    }

    /** What a layer remembers of each sequence of a batch, laid out as the kernel reads it. */
    static final class Memory {
        private final int batch;
        private final int inputs;
        private final int hidden;
        private final int padded;
        private final int stride;
        private final float[]
                rows; // (batch, inputs + 1 + padded): x, 1, h; so that 1 and h are also a dense layer's input
        private final float[] c; // (batch, padded)

        private Memory(LstmLayer layer, int batch) {
            this.batch = batch;
            inputs = layer.inputs;
            hidden = layer.hidden;
            padded = layer.padded;
            stride = inputs + 1 + padded;
            rows = new float[batch * stride];
            c = new float[batch * padded];
            for (int b = 0; b < batch; b++) {
                rows[b * stride + inputs] = 1f;
            }
        }

        /** Sets the input of one sequence. */
        void input(int b, float[] x, int at) {
            System.arraycopy(x, at, rows, b * stride, inputs);
        }

        /** Sets the inputs of all sequences to the outputs of the layer before. */
        void input(Memory before) {
            for (int b = 0; b < batch; b++) {
                input(b, before.rows, b * before.stride + before.inputs + 1);
            }
        }

        /** All rows; (batch, {@link #stride()}). */
        float[] rows() {
            return rows;
        }

        int stride() {
            return stride;
        }

        /** Where in a row the 1 stands, with h behind it. */
        int oneAt() {
            return inputs;
        }

        void reset() {
            Arrays.fill(c, 0f);
            for (int b = 0; b < batch; b++) {
                Arrays.fill(rows, b * stride + inputs + 1, (b + 1) * stride, 0f);
            }
        }

        int size() {
            return batch * 2 * hidden * Float.BYTES;
        }

        void write(ByteBuffer out) {
            for (int b = 0; b < batch; b++) {
                for (int j = 0; j < hidden; j++) {
                    out.putFloat(rows[b * stride + inputs + 1 + j]).putFloat(c[b * padded + j]);
                }
            }
        }

        void read(ByteBuffer in) {
            for (int b = 0; b < batch; b++) {
                for (int j = 0; j < hidden; j++) {
                    rows[b * stride + inputs + 1 + j] = in.getFloat();
                    c[b * padded + j] = in.getFloat();
                }
            }
        }
    }
}

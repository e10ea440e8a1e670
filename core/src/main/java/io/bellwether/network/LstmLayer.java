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
    private final PackedMatrix fromInput; // its rows x, bias
    private final PackedMatrix fromHidden; // a copy of its rows h, whose bands follow each other: faster to stream

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
        this.fromInput = matrix.part(0, inputs + 1);
        this.fromHidden = kernel.matrix(hidden, 4 * padded);
        for (int column = 0; column < 4 * hidden; column++) {
            for (int row = 0; row < inputs + hidden; row++) {
                float weight = weights[row * 4 * hidden + column];
                matrix.set(packedRow(row), packedColumn(column), weight);
                if (row >= inputs) {
                    fromHidden.set(row - inputs, packedColumn(column), weight);
                }
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

    /**
     * A zero memory for this many sequences at once.
     *
     * @param ahead time steps whose inputs may be given at once
     */
    Memory newMemory(int batch, int ahead) {
        return new Memory(this, batch, ahead);
    }

    /** Floats that {@link #run} needs as scratch. */
    int gates(int batch, int ahead) {
        return ahead * batch * matrix.width();
    }

    /**
     * Some time steps of every sequence; allocates nothing. What the inputs add to the gates waits for no step before, so
     * it is computed for all steps at once.
     *
     * @param memory its inputs are set; moved on
     * @param steps 1 to as many as the memory has inputs for
     * @param gates scratch of at least {@link #gates} floats
     */
    void run(Memory memory, int steps, float[] gates) {
        if (steps == 1) {
            memory.turn = !memory.turn;
            kernel.multiply(memory.rows, 0, memory.stride, matrix, gates, 0, memory.batch, memory.turn);
            kernel.cell(gates, 0, padded, memory.c, memory.rows, memory.stride, memory.hiddenAt(0), memory.batch);
        } else {
            int size = memory.batch * matrix.width();
            kernel.multiply(memory.rows, 0, memory.stride, fromInput, gates, 0, steps * memory.batch);
            for (int t = 0; t < steps; t++) {
                step(memory, t, gates, t * size, gates, t * size);
            }
        }
        memory.carry(steps);
    }

    /**
     * Computes what inputs that stay the same add to the gates.
     *
     * @param memory its first step's inputs are set
     * @param held (batch, 4 padded) out, for {@link #runHeld}
     */
    void hold(Memory memory, float[] held) {
        kernel.multiply(memory.rows, 0, memory.stride, fromInput, held, 0, memory.batch);
    }

    /** As {@link #run}, with the held inputs at every step. */
    void runHeld(Memory memory, float[] held, int steps, float[] gates) {
        for (int t = 0; t < steps; t++) {
            step(memory, t, held, 0, gates, 0);
        }
        memory.carry(steps);
    }

    private void step(Memory memory, int t, float[] fromInputs, int at, float[] gates, int gatesAt) {
        memory.turn = !memory.turn;
        int before = memory.hiddenBefore(t);
        kernel.multiplyAdd(
                memory.rows,
                before,
                memory.stride,
                fromHidden,
                fromInputs,
                at,
                gates,
                gatesAt,
                memory.batch,
                memory.turn);
        kernel.cell(gates, gatesAt, padded, memory.c, memory.rows, memory.stride, memory.hiddenAt(t), memory.batch);
    }

    /** What a layer remembers of each sequence of a batch, with its inputs and outputs, laid out as the kernel reads them. */
    static final class Memory {
        private final int batch;
        private final int ahead;
        private final int inputs;
        private final int hidden;
        private final int padded;
        private final int stride;

        /*
         * (ahead + 1, batch, inputs + 1 + padded): x, 1, h; so that 1 and h are also a dense layer's input. A step reads
         * its row and leaves its h in the next one; with one step only, in the same one.
         */
        private final float[] rows;

        private final float[] c; // (batch, padded)
        private boolean turn; // which way the matrix was gone through last

        private Memory(LstmLayer layer, int batch, int ahead) {
            this.batch = batch;
            this.ahead = ahead;
            inputs = layer.inputs;
            hidden = layer.hidden;
            padded = layer.padded;
            stride = inputs + 1 + padded;
            rows = new float[(ahead == 1 ? 1 : ahead + 1) * batch * stride];
            c = new float[batch * padded];
            for (int at = inputs; at < rows.length; at += stride) {
                rows[at] = 1f;
            }
        }

        /** Sets the input of one sequence at one of the steps ahead. */
        void input(int step, int b, float[] x, int at) {
            System.arraycopy(x, at, rows, (step * batch + b) * stride, inputs);
        }

        /** Sets the inputs of all sequences to the outputs of the layer before. */
        void input(Memory before, int steps) {
            for (int t = 0; t < steps; t++) {
                for (int b = 0; b < batch; b++) {
                    input(t, b, before.rows, before.hiddenAt(t) + b * before.stride);
                }
            }
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

        /** Where the rows of outputs begin, each a 1 and h: the first step's, those of the steps behind it. */
        int outputs() {
            return hiddenAt(0) - 1;
        }

        /** Where the rows of the last step's outputs begin, each a 1 and h. */
        int newestOutputs() {
            return hiddenBefore(0) - 1;
        }

        private int hiddenBefore(int step) {
            return step * batch * stride + inputs + 1;
        }

        private int hiddenAt(int step) {
            return hiddenBefore(ahead == 1 ? 0 : step + 1);
        }

        /** The h that the last step left is where the next one looks for it. */
        private void carry(int steps) {
            if (ahead > 1) {
                for (int b = 0; b < batch; b++) {
                    System.arraycopy(
                            rows, hiddenAt(steps - 1) + b * stride, rows, hiddenBefore(0) + b * stride, padded);
                }
            }
        }

        void reset() {
            Arrays.fill(c, 0f);
            for (int b = 0; b < batch; b++) {
                int at = hiddenBefore(0) + b * stride;
                Arrays.fill(rows, at, at + padded, 0f);
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

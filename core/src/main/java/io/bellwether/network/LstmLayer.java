package io.bellwether.network;

import org.jspecify.annotations.Nullable;

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
    private volatile @Nullable LanePanels lanes; // a copy for series in lanes, made when first asked for

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
     * A zero memory for this many series at once.
     *
     * @param ahead time steps whose inputs may be given at once
     */
    LstmMemory newMemory(int batch, int ahead) {
        boolean lanes = ahead == 1 && LaneMemory.suits(batch, kernel);
        return lanes ? newLanes(batch) : newRows(batch, ahead);
    }

    LaneMemory newLanes(int batch) {
        return new LaneMemory(lanes(), inputs, hidden, batch, kernel);
    }

    RowMemory newRows(int batch, int ahead) {
        return new RowMemory(inputs, hidden, padded, batch, ahead);
    }

    /** Floats of the gates of one step of so many series in rows. */
    int stepGates(int batch) {
        return batch * matrix.width();
    }

    /** (inputs + 1 + units, 4 units): as {@link #matrix}, without its padding. */
    private LanePanels lanes() {
        LanePanels panels = lanes;
        if (panels == null) {
            int units = LanePanels.units(hidden);
            panels = new LanePanels(inputs + 1 + units, 4 * units, (row, column) -> {
                int unit = column % units;
                boolean filling = unit >= hidden || row > inputs + hidden;
                return filling ? 0f : matrix.get(row, column / units * padded + unit);
            });
            lanes = panels;
        }
        return panels;
    }

    /**
     * Some time steps of every series; allocates nothing. What the inputs add to the gates waits for no step before, so it is
     * computed for all steps at once.
     *
     * @param memory its inputs are set; moved on
     * @param steps 1 to as many as the memory has inputs for
     * @param gates scratch of at least {@link LstmMemory#scratch} floats
     */
    void run(LstmMemory memory, int steps, float[] gates) {
        if (memory instanceof LaneMemory lanes) {
            run(lanes, gates);
        } else {
            run((RowMemory) memory, steps, gates);
        }
    }

    private void run(LaneMemory memory, float[] gates) {
        float[] values = memory.values();
        int stride = memory.stride();
        int blocks = memory.blocks();
        kernel.multiplyLanes(memory.panels(), values, 0, stride, gates, 0, blocks);
        kernel.cell(gates, 0, memory.cellStride(), memory.cells(), values, stride, memory.hiddenAt(), blocks);
    }

    private void run(RowMemory memory, int steps, float[] gates) {
        float[] values = memory.values();
        int stride = memory.stride();
        int batch = memory.batch();
        if (steps == 1) {
            boolean backwards = memory.turn();
            kernel.multiply(values, 0, stride, matrix, gates, 0, batch, backwards);
            kernel.cell(gates, 0, padded, memory.cells(), values, stride, memory.hiddenAfter(0), batch);
        } else {
            int size = stepGates(batch);
            kernel.multiply(values, 0, stride, fromInput, gates, 0, steps * batch);
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
    void hold(RowMemory memory, float[] held) {
        kernel.multiply(memory.values(), 0, memory.stride(), fromInput, held, 0, memory.batch());
    }

    /** As {@link #run}, with the held inputs at every step. */
    void runHeld(RowMemory memory, float[] held, int steps, float[] gates) {
        for (int t = 0; t < steps; t++) {
            step(memory, t, held, 0, gates, 0);
        }
        memory.carry(steps);
    }

    private void step(RowMemory memory, int t, float[] fromInputs, int at, float[] gates, int gatesAt) {
        float[] values = memory.values();
        int stride = memory.stride();
        int batch = memory.batch();
        int before = memory.hiddenBefore(t);
        boolean backwards = memory.turn();
        kernel.multiplyAdd(values, before, stride, fromHidden, fromInputs, at, gates, gatesAt, batch, backwards);
        kernel.cell(gates, gatesAt, padded, memory.cells(), values, stride, memory.hiddenAfter(t), batch);
    }
}

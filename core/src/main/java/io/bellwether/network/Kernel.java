package io.bellwether.network;

/**
 * The arithmetic of the layers. There is a plain one and one on the Vector API, and they give the same bits: every output is
 * summed over the inputs in order or, of few outputs, in {@link #CHAINS} parts, each product fused into the sum, and no sum
 * runs across columns or series, so how many are taken at once cannot be seen in the result.
 */
public interface Kernel {
    /** Outputs up to which {@link #multiplyInChains} is the faster one for a single row; a part of the bits, as the next. */
    int FEW_OUTPUTS = 16;

    /** The parts of its sums. */
    int CHAINS = 4;

    /** What runs, for logs and metrics: {@code plain} or {@code vector-512}. */
    String name();

    /** Columns taken at once: matrices, gates and cells are padded to a multiple of it. */
    int lanes();

    /**
     * {@code out[b] = in[b] M} for every row b of a batch.
     *
     * @param in (batch, inStride) of which {@code matrix.rows()} columns from {@code inAt} on count
     * @param out (batch, matrix.width()) from index {@code outAt} on, the padded columns too
     */
    default void multiply(float[] in, int inAt, int inStride, PackedMatrix matrix, float[] out, int outAt, int batch) {
        multiply(in, inAt, inStride, matrix, out, outAt, batch, false);
    }

    /**
     * As above.
     *
     * @param backwards whether to take the columns from the last to the first: taken to and fro, call by call, half of a
     *     matrix that is a little too large for the nearest cache is still there; the result is the same
     */
    void multiply(
            float[] in,
            int inAt,
            int inStride,
            PackedMatrix matrix,
            float[] out,
            int outAt,
            int batch,
            boolean backwards);

    /**
     * {@code out[b] = base[b] + in[b] M}, to the bit what {@link #multiply} gives when base came of the rows before.
     *
     * @param base (batch, matrix.width()) from index {@code baseAt} on; may be {@code out} itself
     */
    void multiplyAdd(
            float[] in,
            int inAt,
            int inStride,
            PackedMatrix matrix,
            float[] base,
            int baseAt,
            float[] out,
            int outAt,
            int batch,
            boolean backwards);

    /**
     * As {@link #multiply}, with every sum made in four parts, for a matrix of few columns, whose single
     * row would wait for one multiply-add after the other: rows k, k + 4, k + 8, ... for k = 0 to 3, then (first + second)
     * + (third + fourth).
     *
     * @param out (batch, matrix.width())
     */
    void multiplyInChains(float[] in, int inAt, int inStride, PackedMatrix matrix, float[] out, int batch);

    /**
     * As {@link #multiply}, to the bit, with the series of a batch side by side: {@code out[column][b]} is the sum over the
     * rows k of {@code panels[k][column] in[k][b]}.
     *
     * @param in (blocks, inStride) from index {@code inAt} on: inputs of {@link #block()} series, of which every {@code
     *     panels.step()}th counts; of {@link #newLanes}
     * @param out (blocks, panels.width(), block) from index {@code outAt} on
     */
    void multiplyLanes(LanePanels panels, float[] in, int inAt, int inStride, float[] out, int outAt, int blocks);

    /**
     * The LSTM cell behind its gates, for every row b of a batch: c = f c + i g, h = o tanh(c). With series in lanes a row is
     * a block of them, and its hidden size theirs together.
     *
     * @param gates (batch, 4 padded) from {@code gatesAt}, before their activation: i, f, g, o
     * @param padded hidden size, a multiple of {@link #lanes()}
     * @param c (batch, padded) in and out
     * @param h (batch, hStride) out, from column {@code hAt}
     */
    void cell(float[] gates, int gatesAt, int padded, float[] c, float[] h, int hStride, int hAt, int batch);

    /**
     * As {@link #cell}, for one time step of a training: leaves what the way back needs.
     *
     * @param gates (batch, 4 padded) from {@code gatesAt}; in: before, out: after their activation
     * @param c (batch, padded) from {@code cAt}: the cell before; from {@code cAt + batch padded}: out, the cell
     * @param tanhC (batch, padded) from {@code tanhAt}: out, tanh of the cell
     * @param h (batch, hStride) out, from index {@code hAt}
     */
    void cellForward(
            float[] gates,
            int gatesAt,
            int padded,
            float[] c,
            int cAt,
            float[] tanhC,
            int tanhAt,
            float[] h,
            int hStride,
            int hAt,
            int batch);

    /**
     * The gradient of {@link #cellForward}, for {@code n = batch padded} cells.
     *
     * @param gates (batch, 4 padded) from {@code gatesAt}, after their activation
     * @param c the cell before, from {@code cAt}
     * @param tanhC from {@code tanhAt}
     * @param dh (batch, padded) gradient of h
     * @param dc (batch, padded) in: gradient of the cell from the step after; out: for the step before
     * @param dGates (batch, 4 padded) out: gradient of the gates before their activation
     */
    void cellBackward(
            float[] gates,
            int gatesAt,
            int padded,
            float[] c,
            int cAt,
            float[] tanhC,
            int tanhAt,
            float[] dh,
            float[] dc,
            float[] dGates,
            int batch);

    /** Series that {@link #multiplyLanes} takes at once. */
    default int block() {
        return 2 * lanes();
    }

    /** The blocks that so many series take. */
    default int blocks(int series) {
        return (series + block() - 1) / block();
    }

    /**
     * Room for so many rows of a block, all zeros, as {@link #multiplyLanes} wants its inputs: with {@link
     * LanePanels#SPARE_ROWS} more behind them.
     */
    default float[] newLanes(int rows) {
        return new float[(rows + LanePanels.SPARE_ROWS) * block()];
    }

    /** An all-zero matrix for this kernel. */
    default PackedMatrix matrix(int rows, int columns) {
        return new PackedMatrix(rows, columns, lanes());
    }

    /** The smallest multiple of {@link #lanes()} that is not below {@code n}. */
    default int pad(int n) {
        return (n + lanes() - 1) / lanes() * lanes();
    }
}

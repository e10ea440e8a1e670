package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import io.bellwether.network.LanePanels;

/**
 * The gradient of a weight matrix: inputs, transposed, times the gradient of the outputs, summed over a batch. For once the
 * sums run across the series, so both are turned round: here the outputs lie side by side in the lanes.
 */
final class OuterProduct {
    private final Kernel kernel;
    private final int block;
    private final int blocks;
    private final int columns;
    private final int columnBlocks;
    private final LanePanels inputs; // (series, rows)
    private final float[] outputs; // (blocks of columns, series, block)
    private final float[] product; // (blocks of columns, rows, block)

    /**
     * For matrices of one size.
     *
     * @param blocks of series
     * @param weights the matrix
     */
    OuterProduct(Kernel kernel, int blocks, LanePanels weights) {
        this.kernel = kernel;
        this.blocks = blocks;
        block = kernel.block();
        columns = weights.width();
        columnBlocks = kernel.blocks(columns);
        inputs = new LanePanels(blocks * block, weights.rows());
        outputs = kernel.newLanes(columnBlocks * blocks * block);
        product = new float[columnBlocks * inputs.width() * block];
    }

    /**
     * {@code gradient += inputs^T dOutputs}.
     *
     * @param in (blocks, inStride) from {@code inAt}: the rows' inputs of each block of series
     * @param dOut (blocks, columns, block) from {@code dOutAt}, of {@link Kernel#newLanes}
     */
    void add(float[] in, int inAt, int inStride, float[] dOut, int dOutAt, WeightGradient gradient) {
        for (int b = 0; b < blocks; b++) {
            inputs.packColumns(b * block, block, in, inAt + b * inStride, block);
            for (int column = 0; column < columns; column += 4) {
                turnFour(dOut, dOutAt + (b * columns + column) * block, b, column);
            }
        }
        kernel.multiplyLanes(inputs, outputs, 0, blocks * block * block, product, 0, columnBlocks);
        gradient.add(product);
    }

    /** Four columns side by side; those beyond the last one, which may be spare rows of {@code dOut}, do not count. */
    private void turnFour(float[] dOut, int at, int b, int column) {
        int next = at + block;
        int third = next + block;
        int fourth = third + block;
        int to = (column / block * blocks + b) * block * block + column % block;
        for (int lane = 0; lane < block; lane++, to += block) {
            outputs[to] = dOut[at + lane];
            outputs[to + 1] = dOut[next + lane];
            outputs[to + 2] = dOut[third + lane];
            outputs[to + 3] = dOut[fourth + lane];
        }
    }
}

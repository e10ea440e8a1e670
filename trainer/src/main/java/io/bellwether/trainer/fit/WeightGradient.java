package io.bellwether.trainer.fit;

import io.bellwether.network.Kernel;
import io.bellwether.network.LanePanels;
import java.util.Arrays;

/** The gradient of a weight matrix (rows, columns), in the order in which {@link OuterProduct} makes it. */
final class WeightGradient {
    private final int rows;
    private final int block;
    private final float[] sums; // (blocks of columns, rows, block)

    /** Zeros. */
    WeightGradient(LanePanels weights, Kernel kernel) {
        rows = LanePanels.width(weights.rows());
        block = kernel.block();
        sums = new float[kernel.blocks(weights.width()) * rows * block];
    }

    void clear() {
        Arrays.fill(sums, 0f);
    }

    /** @param product in the same order */
    void add(float[] product) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += product[i];
        }
    }

    /** Copies {@code count} columns of a row, from {@code first} on, to {@code out[at ...]}. */
    void copy(int row, int first, int count, float[] out, int at) {
        int end = first + count;
        int next;
        for (int column = first; column < end; column = next) {
            next = Math.min(end, column - column % block + block);
            int from = (column / block * rows + row) * block + column % block;
            System.arraycopy(sums, from, out, at + column - first, next - column);
        }
    }
}

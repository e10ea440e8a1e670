package io.bellwether.trainer.fit;

import java.util.Arrays;

/** The gradient of a weight matrix (rows, columns), in the order in which {@link OuterProduct} makes it. */
final class WeightGradient {
    private final int rows;
    private final int block;
    private final float[] sums; // (blocks of columns, rows, block)

    WeightGradient(int rows, int columns, int block) {
        this.rows = rows;
        this.block = block;
        sums = new float[(columns + block - 1) / block * rows * block];
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

    float get(int row, int column) {
        return sums[(column / block * rows + row) * block + column % block];
    }
}

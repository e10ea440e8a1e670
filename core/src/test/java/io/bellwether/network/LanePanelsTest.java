package io.bellwether.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanePanelsTest {
    private static final int ROWS = 5;
    private static final int STRIDE = 17;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13})
    void panels_packedInAnyWay_multiplyAlike(int columns) {
        LanePanels.Weights weights = (row, column) -> 1 + row + 100f * column;
        float[] rowMajor = new float[3 + ROWS * STRIDE];
        float[] columnMajor = new float[3 + columns * STRIDE];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < columns; column++) {
                rowMajor[3 + row * STRIDE + column] = weights.at(row, column);
                columnMajor[3 + column * STRIDE + row] = weights.at(row, column);
            }
        }
        LanePanels byRows = new LanePanels(ROWS, columns);
        LanePanels byColumns = new LanePanels(ROWS, columns);

        byRows.packRows(0, 2, rowMajor, 3, STRIDE);
        byRows.packRows(2, ROWS - 2, rowMajor, 3 + 2 * STRIDE, STRIDE);
        byColumns.packColumns(0, 2, columnMajor, 3, STRIDE);
        byColumns.packColumns(2, ROWS - 2, columnMajor, 3 + 2, STRIDE);

        float[] expected = product(new LanePanels(ROWS, columns, weights), columns);
        assertThat(expected).doesNotContain(0f);
        assertThat(product(byRows, columns)).isEqualTo(expected);
        assertThat(product(byColumns, columns)).isEqualTo(expected);
    }

    private static float[] product(LanePanels panels, int columns) {
        Kernel kernel = Kernels.BEST;
        float[] in = kernel.newLanes(ROWS);
        for (int i = 0; i < ROWS * kernel.block(); i++) {
            in[i] = 1 + i;
        }
        float[] out = new float[panels.width() * kernel.block()];
        kernel.multiplyLanes(panels, in, 0, ROWS * kernel.block(), out, 0, 1);
        return Arrays.copyOf(out, columns * kernel.block());
    }
}

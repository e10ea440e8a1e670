package io.bellwether.network;

/**
 * A weight matrix in the order in which a kernel reads it when series lie side by side in the lanes of its vectors: panels of
 * six columns, each panel row after row without a gap. Six columns by two vectors of series are twelve sums: as many as 16
 * registers take, for the more there are, the fewer loads a multiply-add needs. The last panel may begin with columns of the one before,
 * which are then summed twice.
 */
final class LanePanels {
    /** Columns in a panel. */
    static final int COLUMNS = 6;

    /**
     * Rows behind the last, of weights and of inputs, that are never used. A loop of several rows a turn may be compiled to
     * check the bounds of all of them beforehand. Were the check to fail, the compiler would trust no such check any more and
     * make a loop of half the speed.
     */
    static final int SPARE_ROWS = 3;

    private final float[] data; // (panels, rows, COLUMNS)
    private final int rows;
    private final int step;
    private final int width;

    /** One weight of a matrix. */
    interface Weights {
        float at(int row, int column);
    }

    /** Takes the weights of (rows, columns); less than a panel is filled up with zeros. */
    LanePanels(int rows, int columns, Weights weights) {
        this(0, 1, rows, columns, weights);
    }

    /** As above, of the rows first, first + step, first + 2 step, ... */
    LanePanels(int first, int step, int allRows, int columns, Weights weights) {
        rows = (allRows - first + step - 1) / step;
        this.step = step;
        width = Math.max(columns, COLUMNS);
        data = new float[(panels() * rows + SPARE_ROWS) * COLUMNS];
        for (int panel = 0; panel < panels(); panel++) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < COLUMNS && column(panel) + i < columns; i++) {
                    data[at(panel) + row * COLUMNS + i] = weights.at(first + row * step, column(panel) + i);
                }
            }
        }
    }

    /** The number of inputs. */
    int rows() {
        return rows;
    }

    /** How many inputs lie between one that counts and the next. */
    int step() {
        return step;
    }

    /** The number of outputs, at least one panel. */
    int width() {
        return width;
    }

    int panels() {
        return (width + COLUMNS - 1) / COLUMNS;
    }

    /** The first column of a panel. */
    int column(int panel) {
        return Math.min(panel * COLUMNS, width - COLUMNS);
    }

    /** All weights. */
    float[] data() {
        return data;
    }

    /** Where in {@link #data} a panel begins. */
    int at(int panel) {
        return panel * rows * COLUMNS;
    }
}

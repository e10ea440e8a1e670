package io.bellwether.network;

/**
 * A matrix, of weights as a rule, in the order in which a kernel reads it when series lie side by side in the lanes of its
 * vectors: panels of six columns, each panel row after row without a gap. Six columns by two vectors of series are twelve
 * sums: as many as 16 registers take, for the more there are, the fewer loads a multiply-add needs. The last panel may begin
 * with columns of the one before, which are then summed twice.
 */
public final class LanePanels {
    /** Columns in a panel. */
    static final int COLUMNS = 6;

    /**
     * Rows behind the last, of weights and of inputs, that do not count. A loop of several rows a turn may be compiled to
     * check the bounds of all of them beforehand. Were the check to fail, the compiler would trust no such check any more and
     * make a loop of half the speed.
     */
    static final int SPARE_ROWS = 3;

    private final float[] data; // (panels, rows, COLUMNS), and spare rows
    private final int rows;
    private final int step;
    private final int columns;
    private final int width;

    /** One weight of a matrix. */
    interface Weights {
        float at(int row, int column);
    }

    /** Zeros; less than a panel is filled up with columns that do not count. */
    public LanePanels(int rows, int columns) {
        this(rows, 1, columns);
    }

    /** Takes the weights of (rows, columns). */
    LanePanels(int rows, int columns, Weights weights) {
        this(0, 1, rows, columns, weights);
    }

    /** As above, of the rows first, first + step, first + 2 step, ... */
    LanePanels(int first, int step, int allRows, int columns, Weights weights) {
        this((allRows - first + step - 1) / step, step, columns);
        for (int panel = 0; panel < panels(); panel++) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < Math.min(COLUMNS, columns); i++) {
                    data[at(panel) + row * COLUMNS + i] = weights.at(first + row * step, column(panel) + i);
                }
            }
        }
    }

    private LanePanels(int rows, int step, int columns) {
        this.rows = rows;
        this.step = step;
        this.columns = columns;
        width = width(columns);
        data = new float[(panels() * rows + SPARE_ROWS) * COLUMNS];
    }

    /** Takes {@code count} rows from {@code first} on anew, of a row-major source, (count, stride) from {@code at}. */
    public void packRows(int first, int count, float[] source, int at, int stride) {
        int copied = Math.min(COLUMNS, columns);
        for (int panel = 0; panel < panels(); panel++) {
            int to = at(panel) + first * COLUMNS;
            int from = at + column(panel);
            for (int row = 0; row < count; row++) {
                System.arraycopy(source, from + row * stride, data, to + row * COLUMNS, copied);
            }
        }
    }

    /** As {@link #packRows}, of a column-major source, (columns, stride) from {@code at}. */
    public void packColumns(int first, int count, float[] source, int at, int stride) {
        for (int panel = 0; panel < panels(); panel++) {
            int a = at + column(panel) * stride;
            int b = a + (columns > 1 ? stride : 0); // where there is no column, any may stand
            int c = b + (columns > 2 ? stride : 0);
            int d = c + (columns > 3 ? stride : 0);
            int e = d + (columns > 4 ? stride : 0);
            int f = e + (columns > 5 ? stride : 0);
            int to = at(panel) + first * COLUMNS;
            for (int row = 0; row < count; row++, to += COLUMNS) {
                data[to] = source[a + row];
                data[to + 1] = source[b + row];
                data[to + 2] = source[c + row];
                data[to + 3] = source[d + row];
                data[to + 4] = source[e + row];
                data[to + 5] = source[f + row];
            }
        }
    }

    /** The hidden size of an LSTM layer in lanes, or a little more, so that its gates fill a panel; what is more stays 0. */
    public static int units(int hidden) {
        return Math.max(hidden, (COLUMNS + 3) / 4);
    }

    /** The {@link #width} of so many columns. */
    public static int width(int columns) {
        return Math.max(columns, COLUMNS);
    }

    /** The number of inputs. */
    public int rows() {
        return rows;
    }

    /** How many inputs lie between one that counts and the next. */
    int step() {
        return step;
    }

    /** The number of outputs, at least one panel. */
    public int width() {
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

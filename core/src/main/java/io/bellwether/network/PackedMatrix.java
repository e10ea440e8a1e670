package io.bellwether.network;

/**
 * A weight matrix in the order in which a kernel reads it: bands of columns, each band row after row without a gap, so
 * that the sum of a band of outputs walks straight through memory. Bands are eight vectors wide, the rest four or one.
 */
public final class PackedMatrix {
    /** Vectors in a wide band. */
    static final int WIDE = 8;

    /** Vectors in the band that follows the wide ones, if that many are left. */
    static final int HALF = 4;

    private final int rows;
    private final int lanes;
    private final int width;
    private final float[] data; // (bands, rows, columns of the band)

    /**
     * An all-zero matrix.
     *
     * @param columns padded up to whole vectors
     * @param lanes columns in a vector
     */
    PackedMatrix(int rows, int columns, int lanes) {
        this.rows = rows;
        this.lanes = lanes;
        this.width = (columns + lanes - 1) / lanes * lanes;
        this.data = new float[rows * width];
    }

    /** The number of inputs. */
    public int rows() {
        return rows;
    }

    /** The number of columns with padding. */
    public int width() {
        return width;
    }

    /** The weights; the band that begins at column c begins at {@code c * rows()}. */
    float[] data() {
        return data;
    }

    /** One weight. */
    public float get(int row, int column) {
        return data[index(row, column)];
    }

    /** Changes one weight. */
    public void set(int row, int column, float value) {
        data[index(row, column)] = value;
    }

    /** Takes all weights from {@code source[at ...]}, row-major (rows, width). */
    public void pack(float[] source, int at) {
        int first = 0;
        while (first < width) {
            int left = (width - first) / lanes;
            int columns = lanes * (left >= WIDE ? WIDE : left >= HALF ? HALF : 1);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(source, at + row * width + first, data, first * rows + row * columns, columns);
            }
            first += columns;
        }
    }

    private int index(int row, int column) {
        int vector = column / lanes;
        int wide = width / lanes / WIDE * WIDE; // vectors in wide bands
        int first = vector / WIDE * WIDE;
        int vectors = WIDE;
        if (vector >= wide) {
            boolean half = width / lanes - wide >= HALF;
            vectors = half && vector < wide + HALF ? HALF : 1;
            first = vectors == HALF ? wide : vector;
        }
        return first * lanes * rows + row * vectors * lanes + column - first * lanes;
    }
}

package io.bellwether.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A weight matrix in the order in which a kernel reads it: bands of columns, each band row after row without a gap, so
 * that the sum of a band of outputs walks straight through memory. Bands are eight vectors wide, the rest four, two or
 * one.
 *
 * <p>Where a band of eight is more than the nearest cache holds, one of several is halved: four vectors stand before the
 * other wide bands, four behind them. Taken to and fro, the matrix ends each time with the narrow bands that it begins
 * with the next time, and finds them there.
 */
final class PackedMatrix {
    /** Vectors in a wide band. */
    static final int WIDE = 8;

    /** Vectors in the band that follows the wide ones, if that many are left. */
    static final int HALF = 4;

    private static final int PAIR = 2; // vectors in the band that follows those, likewise

    private static final int NEAREST_CACHE = 40 << 10; // bytes for weights; the rest is for inputs and outputs

    private final float[] data; // (bands, all rows, columns of the band) from offset
    private final int offset;
    private final int allRows; // of the matrix that this one is a part of
    private final int firstRow;
    private final int rows;
    private final int[] first; // (bands + 1) first column of each band, and the width

    /**
     * An all-zero matrix.
     *
     * @param columns padded up to whole vectors
     * @param lanes columns in a vector
     */
    PackedMatrix(int rows, int columns, int lanes) {
        first = bands(rows, (columns + lanes - 1) / lanes, lanes);
        AlignedFloats slice = AlignedFloats.allocate(rows * width());
        data = slice.array();
        offset = slice.at();
        allRows = rows;
        firstRow = 0;
        this.rows = rows;
    }

    private PackedMatrix(PackedMatrix whole, int firstRow, int rows) {
        data = whole.data;
        offset = whole.offset;
        allRows = whole.allRows;
        this.firstRow = whole.firstRow + firstRow;
        this.rows = rows;
        first = whole.first;
    }

    private static int[] bands(int rows, int vectors, int lanes) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(vectors / WIDE, WIDE));
        if (widths.size() > 1 && rows * WIDE * lanes * Float.BYTES > NEAREST_CACHE) {
            widths.set(0, HALF);
            widths.add(HALF);
        }
        widths.addAll(Collections.nCopies(vectors % WIDE / HALF, HALF));
        widths.addAll(Collections.nCopies(vectors % HALF / PAIR, PAIR));
        widths.addAll(Collections.nCopies(vectors % PAIR, 1));
        int[] first = new int[widths.size() + 1];
        for (int band = 0; band < widths.size(); band++) {
            first[band + 1] = first[band] + lanes * widths.get(band);
        }
        return first;
    }

    /** Some of the rows; what is changed in one of the two is changed in the other. */
    PackedMatrix part(int firstRow, int rows) {
        return new PackedMatrix(this, firstRow, rows);
    }

    /** The number of inputs. */
    int rows() {
        return rows;
    }

    /** The number of columns with padding. */
    int width() {
        return first[first.length - 1];
    }

    int bands() {
        return first.length - 1;
    }

    /** The first column of a band. */
    int column(int band) {
        return first[band];
    }

    /** The columns of a band. */
    int columns(int band) {
        return first[band + 1] - first[band];
    }

    /** The weights of this matrix and others. */
    float[] data() {
        return data;
    }

    /** Where in {@link #data} a band begins; its rows follow each other without a gap. */
    int at(int band) {
        return offset + first[band] * allRows + firstRow * columns(band);
    }

    /** One weight. */
    float get(int row, int column) {
        return data[index(row, column)];
    }

    /** Changes one weight. */
    void set(int row, int column, float value) {
        data[index(row, column)] = value;
    }

    private int index(int row, int column) {
        int band = 0;
        while (first[band + 1] <= column) {
            band++;
        }
        return at(band) + row * columns(band) + column - first[band];
    }
}

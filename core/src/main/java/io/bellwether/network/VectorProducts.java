package io.bellwether.network;

import java.lang.invoke.VarHandle;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of rows and a packed matrix, on the Vector API. */
final class VectorProducts {
    /*
     * Every input value is broadcast against a row of weights, and eight vectors of outputs stay in registers while a
     * whole band of columns is summed: eight independent sums hide the latency of the fused multiply-add, and the
     * weights stream through once. With a batch, eight inputs share each load of a weight: eight rows by two vectors, or
     * six where eight are too much.
     */
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int WIDE = PackedMatrix.WIDE * L;
    private static final int HALF = PackedMatrix.HALF * L;
    private static final float[] ZEROS = new float[WIDE];

    private static final int LARGE_TILE = 8;
    private static final int SMALL_TILE = 6;

    /** Rows that are summed together, by two vectors each. */
    private static final int TILE = VectorLimits.ROOMY ? LARGE_TILE : SMALL_TILE;

    private static final int NARROW_TILE = 8; // by one vector

    private static final int ALONE = 2; // so many rows behind the last tile are cheaper than another tile

    private VectorProducts() {}

    /** {@link Kernel#multiply}. */
    static void multiply(
            float[] in,
            int inAt,
            int inStride,
            PackedMatrix matrix,
            float[] out,
            int outAt,
            int batch,
            boolean backwards) {
        int bands = matrix.bands();
        int width = matrix.width();
        for (int i = 0; i < bands; i++) {
            int band = backwards ? bands - 1 - i : i;
            int column = matrix.column(band);
            int tile = matrix.columns(band) == L ? NARROW_TILE : TILE;
            int alone = batch > tile && batch % tile > ALONE ? 0 : batch % tile;
            for (int b = 0; b < batch - alone; b += tile) {
                int first = Math.min(b, batch - tile); // some rows twice rather than many alone
                tile(in, inAt + first * inStride, inStride, matrix, band, out, outAt + first * width + column);
            }
            for (int b = batch - alone; b < batch; b++) {
                one(in, inAt + b * inStride, matrix, band, ZEROS, 0, out, outAt + b * width + column);
            }
        }
    }

    /** {@link Kernel#multiplyAdd}. Of few rows at a time only: tiles that begin with a sum are too much for JDK 17. */
    static void multiplyAdd(
            float[] in,
            int inAt,
            int inStride,
            PackedMatrix matrix,
            float[] base,
            int baseAt,
            float[] out,
            int outAt,
            int batch,
            boolean backwards) {
        int bands = matrix.bands();
        int width = matrix.width();
        for (int i = 0; i < bands; i++) {
            int band = backwards ? bands - 1 - i : i;
            int column = matrix.column(band);
            for (int b = 0; b < batch; b++) {
                int at = b * width + column;
                one(in, inAt + b * inStride, matrix, band, base, baseAt + at, out, outAt + at);
            }
        }
    }

    private static void tile(float[] in, int from, int inStride, PackedMatrix matrix, int band, float[] out, int to) {
        int columns = matrix.columns(band);
        int rows = matrix.rows();
        float[] weights = matrix.data();
        int at = matrix.at(band);
        int width = matrix.width();
        if (columns == L) {
            eightRowsOneVector(in, from, inStride, rows, weights, at, out, to, width);
            return;
        }
        for (int v = 0; v < columns; v += 2 * L) {
            if (TILE == LARGE_TILE) {
                eightRows(in, from, inStride, rows, weights, at + v, columns, out, to + v, width);
            } else {
                sixRows(in, from, inStride, rows, weights, at + v, columns, out, to + v, width);
            }
        }
    }

    /** One row by a band, added to a base. */
    private static void one(
            float[] in, int from, PackedMatrix matrix, int band, float[] base, int with, float[] out, int to) {
        int columns = matrix.columns(band);
        int at = matrix.at(band);
        if (columns == WIDE) {
            oneRow(in, from, matrix.rows(), matrix.data(), at, base, with, out, to);
        } else if (columns == HALF) {
            oneRowHalf(in, from, matrix.rows(), matrix.data(), at, base, with, out, to);
        } else {
            for (int v = 0; v < columns; v += L) {
                oneRowOneVector(in, from, matrix.rows(), matrix.data(), at + v, columns, base, with + v, out, to + v);
            }
        }
    }

    /** Eight inputs against two vectors of a band: each weight is loaded once for all eight. */
    private static void eightRows(
            float[] in,
            int from,
            int inStride,
            int rows,
            float[] weights,
            int start,
            int bandColumns,
            float[] out,
            int to,
            int outStride) {
        FloatVector a0 = FloatVector.zero(S);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector e0 = a0;
        FloatVector e1 = a0;
        FloatVector f0 = a0;
        FloatVector f1 = a0;
        FloatVector g0 = a0;
        FloatVector g1 = a0;
        FloatVector h0 = a0;
        FloatVector h1 = a0;
        int at = start;
        int k = from;
        do {
            FloatVector w0 = FloatVector.fromArray(S, weights, at);
            FloatVector w1 = FloatVector.fromArray(S, weights, at + L);
            FloatVector x = FloatVector.broadcast(S, in[k]);
            a0 = x.fma(w0, a0);
            a1 = x.fma(w1, a1);
            x = FloatVector.broadcast(S, in[k + inStride]);
            b0 = x.fma(w0, b0);
            b1 = x.fma(w1, b1);
            x = FloatVector.broadcast(S, in[k + 2 * inStride]);
            c0 = x.fma(w0, c0);
            c1 = x.fma(w1, c1);
            x = FloatVector.broadcast(S, in[k + 3 * inStride]);
            d0 = x.fma(w0, d0);
            d1 = x.fma(w1, d1);
            x = FloatVector.broadcast(S, in[k + 4 * inStride]);
            e0 = x.fma(w0, e0);
            e1 = x.fma(w1, e1);
            x = FloatVector.broadcast(S, in[k + 5 * inStride]);
            f0 = x.fma(w0, f0);
            f1 = x.fma(w1, f1);
            x = FloatVector.broadcast(S, in[k + 6 * inStride]);
            g0 = x.fma(w0, g0);
            g1 = x.fma(w1, g1);
            x = FloatVector.broadcast(S, in[k + 7 * inStride]);
            h0 = x.fma(w0, h0);
            h1 = x.fma(w1, h1);
            at += bandColumns;
            k++;
        } while (k < from + rows);
        a0.intoArray(out, to);
        a1.intoArray(out, to + L);
        b0.intoArray(out, to + outStride);
        b1.intoArray(out, to + outStride + L);
        c0.intoArray(out, to + 2 * outStride);
        c1.intoArray(out, to + 2 * outStride + L);
        d0.intoArray(out, to + 3 * outStride);
        d1.intoArray(out, to + 3 * outStride + L);
        e0.intoArray(out, to + 4 * outStride);
        e1.intoArray(out, to + 4 * outStride + L);
        f0.intoArray(out, to + 5 * outStride);
        f1.intoArray(out, to + 5 * outStride + L);
        g0.intoArray(out, to + 6 * outStride);
        g1.intoArray(out, to + 6 * outStride + L);
        h0.intoArray(out, to + 7 * outStride);
        h1.intoArray(out, to + 7 * outStride + L);
    }

    /** As {@link #eightRows}, with six. */
    private static void sixRows(
            float[] in,
            int from,
            int inStride,
            int rows,
            float[] weights,
            int start,
            int bandColumns,
            float[] out,
            int to,
            int outStride) {
        FloatVector a0 = FloatVector.zero(S);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector e0 = a0;
        FloatVector e1 = a0;
        FloatVector f0 = a0;
        FloatVector f1 = a0;
        int at = start;
        int k = from;
        do {
            FloatVector w0 = FloatVector.fromArray(S, weights, at);
            FloatVector w1 = FloatVector.fromArray(S, weights, at + L);
            FloatVector x = FloatVector.broadcast(S, in[k]);
            a0 = x.fma(w0, a0);
            a1 = x.fma(w1, a1);
            x = FloatVector.broadcast(S, in[k + inStride]);
            b0 = x.fma(w0, b0);
            b1 = x.fma(w1, b1);
            x = FloatVector.broadcast(S, in[k + 2 * inStride]);
            c0 = x.fma(w0, c0);
            c1 = x.fma(w1, c1);
            x = FloatVector.broadcast(S, in[k + 3 * inStride]);
            d0 = x.fma(w0, d0);
            d1 = x.fma(w1, d1);
            x = FloatVector.broadcast(S, in[k + 4 * inStride]);
            e0 = x.fma(w0, e0);
            e1 = x.fma(w1, e1);
            x = FloatVector.broadcast(S, in[k + 5 * inStride]);
            f0 = x.fma(w0, f0);
            f1 = x.fma(w1, f1);
            at += bandColumns;
            k++;
        } while (k < from + rows);
        a0.intoArray(out, to);
        a1.intoArray(out, to + L);
        b0.intoArray(out, to + outStride);
        b1.intoArray(out, to + outStride + L);
        c0.intoArray(out, to + 2 * outStride);
        c1.intoArray(out, to + 2 * outStride + L);
        d0.intoArray(out, to + 3 * outStride);
        d1.intoArray(out, to + 3 * outStride + L);
        e0.intoArray(out, to + 4 * outStride);
        e1.intoArray(out, to + 4 * outStride + L);
        f0.intoArray(out, to + 5 * outStride);
        f1.intoArray(out, to + 5 * outStride + L);
    }

    private static void oneRow(
            float[] in, int from, int rows, float[] weights, int start, float[] base, int with, float[] out, int to) {
        FloatVector s0 = FloatVector.fromArray(S, base, with);
        FloatVector s1 = FloatVector.fromArray(S, base, with + L);
        FloatVector s2 = FloatVector.fromArray(S, base, with + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, base, with + 3 * L);
        FloatVector s4 = FloatVector.fromArray(S, base, with + 4 * L);
        FloatVector s5 = FloatVector.fromArray(S, base, with + 5 * L);
        FloatVector s6 = FloatVector.fromArray(S, base, with + 6 * L);
        FloatVector s7 = FloatVector.fromArray(S, base, with + 7 * L);
        int at = start;
        int k = from;
        do {
            FloatVector x = FloatVector.broadcast(S, in[k]);
            s0 = x.fma(FloatVector.fromArray(S, weights, at), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, at + L), s1);
            inOrder();
            s2 = x.fma(FloatVector.fromArray(S, weights, at + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, at + 3 * L), s3);
            inOrder();
            s4 = x.fma(FloatVector.fromArray(S, weights, at + 4 * L), s4);
            s5 = x.fma(FloatVector.fromArray(S, weights, at + 5 * L), s5);
            inOrder();
            s6 = x.fma(FloatVector.fromArray(S, weights, at + 6 * L), s6);
            s7 = x.fma(FloatVector.fromArray(S, weights, at + 7 * L), s7);
            at += WIDE;
            k++;
        } while (k < from + rows);
        s0.intoArray(out, to);
        s1.intoArray(out, to + L);
        s2.intoArray(out, to + 2 * L);
        s3.intoArray(out, to + 3 * L);
        s4.intoArray(out, to + 4 * L);
        s5.intoArray(out, to + 5 * L);
        s6.intoArray(out, to + 6 * L);
        s7.intoArray(out, to + 7 * L);
    }

    /** Two inputs at a time, so that the method is large enough to be compiled on its own. */
    private static void oneRowHalf(
            float[] in, int from, int rows, float[] weights, int start, float[] base, int with, float[] out, int to) {
        FloatVector s0 = FloatVector.fromArray(S, base, with);
        FloatVector s1 = FloatVector.fromArray(S, base, with + L);
        FloatVector s2 = FloatVector.fromArray(S, base, with + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, base, with + 3 * L);
        int at = start;
        int k = from;
        int end = from + (rows & ~1);
        while (k < end) {
            FloatVector x = FloatVector.broadcast(S, in[k]);
            FloatVector y = FloatVector.broadcast(S, in[k + 1]);
            s0 = x.fma(FloatVector.fromArray(S, weights, at), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, at + L), s1);
            inOrder();
            s2 = x.fma(FloatVector.fromArray(S, weights, at + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, at + 3 * L), s3);
            inOrder();
            s0 = y.fma(FloatVector.fromArray(S, weights, at + 4 * L), s0);
            s1 = y.fma(FloatVector.fromArray(S, weights, at + 5 * L), s1);
            inOrder();
            s2 = y.fma(FloatVector.fromArray(S, weights, at + 6 * L), s2);
            s3 = y.fma(FloatVector.fromArray(S, weights, at + 7 * L), s3);
            at += 2 * HALF;
            k += 2;
        }
        if (k < from + rows) {
            FloatVector x = FloatVector.broadcast(S, in[k]);
            s0 = x.fma(FloatVector.fromArray(S, weights, at), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, at + L), s1);
            inOrder();
            s2 = x.fma(FloatVector.fromArray(S, weights, at + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, at + 3 * L), s3);
        }
        s0.intoArray(out, to);
        s1.intoArray(out, to + L);
        s2.intoArray(out, to + 2 * L);
        s3.intoArray(out, to + 3 * L);
    }

    /**
     * Keeps the compiler from shuffling the loads of a row: the processor fetches ahead what is read in order. On x86 that
     * takes no instruction; elsewhere it would, so there it is left out.
     */
    private static void inOrder() {
        if (VectorLimits.X86) {
            VarHandle.loadLoadFence();
        }
    }

    private static void eightRowsOneVector(
            float[] in,
            int from,
            int inStride,
            int rows,
            float[] weights,
            int start,
            float[] out,
            int to,
            int outStride) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        int at = start;
        int k = from;
        do {
            FloatVector w = FloatVector.fromArray(S, weights, at);
            s0 = w.fma(FloatVector.broadcast(S, in[k]), s0);
            s1 = w.fma(FloatVector.broadcast(S, in[k + inStride]), s1);
            s2 = w.fma(FloatVector.broadcast(S, in[k + 2 * inStride]), s2);
            s3 = w.fma(FloatVector.broadcast(S, in[k + 3 * inStride]), s3);
            s4 = w.fma(FloatVector.broadcast(S, in[k + 4 * inStride]), s4);
            s5 = w.fma(FloatVector.broadcast(S, in[k + 5 * inStride]), s5);
            s6 = w.fma(FloatVector.broadcast(S, in[k + 6 * inStride]), s6);
            s7 = w.fma(FloatVector.broadcast(S, in[k + 7 * inStride]), s7);
            at += L;
            k++;
        } while (k < from + rows);
        s0.intoArray(out, to);
        s1.intoArray(out, to + outStride);
        s2.intoArray(out, to + 2 * outStride);
        s3.intoArray(out, to + 3 * outStride);
        s4.intoArray(out, to + 4 * outStride);
        s5.intoArray(out, to + 5 * outStride);
        s6.intoArray(out, to + 6 * outStride);
        s7.intoArray(out, to + 7 * outStride);
    }

    private static void oneRowOneVector(
            float[] in,
            int from,
            int rows,
            float[] weights,
            int start,
            int stride,
            float[] base,
            int with,
            float[] out,
            int to) {
        FloatVector s0 = FloatVector.fromArray(S, base, with);
        int at = start;
        int k = from;
        int end = from + (rows & ~7);
        while (k < end) {
            s0 = FloatVector.broadcast(S, in[k]).fma(FloatVector.fromArray(S, weights, at), s0);
            s0 = FloatVector.broadcast(S, in[k + 1]).fma(FloatVector.fromArray(S, weights, at + stride), s0);
            s0 = FloatVector.broadcast(S, in[k + 2]).fma(FloatVector.fromArray(S, weights, at + 2 * stride), s0);
            s0 = FloatVector.broadcast(S, in[k + 3]).fma(FloatVector.fromArray(S, weights, at + 3 * stride), s0);
            s0 = FloatVector.broadcast(S, in[k + 4]).fma(FloatVector.fromArray(S, weights, at + 4 * stride), s0);
            s0 = FloatVector.broadcast(S, in[k + 5]).fma(FloatVector.fromArray(S, weights, at + 5 * stride), s0);
            s0 = FloatVector.broadcast(S, in[k + 6]).fma(FloatVector.fromArray(S, weights, at + 6 * stride), s0);
            s0 = FloatVector.broadcast(S, in[k + 7]).fma(FloatVector.fromArray(S, weights, at + 7 * stride), s0);
            at += 8 * stride;
            k += 8;
        }
        while (k < from + rows) {
            s0 = FloatVector.broadcast(S, in[k]).fma(FloatVector.fromArray(S, weights, at), s0);
            at += stride;
            k++;
        }
        s0.intoArray(out, to);
    }
}

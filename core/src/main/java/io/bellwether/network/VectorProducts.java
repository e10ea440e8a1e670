package io.bellwether.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of rows and a packed matrix, on the Vector API. */
final class VectorProducts {
    /*
     * Every input value is broadcast against a row of weights, and eight vectors of outputs stay in registers while a
     * whole band of columns is summed: eight independent sums hide the latency of the fused multiply-add, and the
     * weights stream through once. With a batch, four inputs share each load of a weight: four rows by four vectors.
     */
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int WIDE = PackedMatrix.WIDE * L;
    private static final int HALF = PackedMatrix.HALF * L;

    private VectorProducts() {}

    /** {@link Kernel#multiply}. */
    static void multiply(float[] in, int inAt, int inStride, PackedMatrix matrix, float[] out, int outAt, int batch) {
        float[] weights = matrix.data();
        int rows = matrix.rows();
        int width = matrix.width();
        int column = 0;
        for (; column + WIDE <= width; column += WIDE) {
            int at = column * rows;
            int b = 0;
            for (; b + 4 <= batch; b += 4) {
                int from = b * inStride + inAt;
                int to = outAt + b * width + column;
                fourRows(in, from, inStride, rows, weights, at, WIDE, out, to, width);
                fourRows(in, from, inStride, rows, weights, at + HALF, WIDE, out, to + HALF, width);
            }
            for (; b < batch; b++) {
                oneRow(in, b * inStride + inAt, rows, weights, at, out, outAt + b * width + column);
            }
        }
        if (column + HALF <= width) {
            int b = 0;
            for (; b + 4 <= batch; b += 4) {
                int from = b * inStride + inAt;
                fourRows(
                        in, from, inStride, rows, weights, column * rows, HALF, out, outAt + b * width + column, width);
            }
            for (; b < batch; b++) {
                oneRowHalf(in, b * inStride + inAt, rows, weights, column * rows, out, outAt + b * width + column);
            }
            column += HALF;
        }
        for (; column < width; column += L) {
            int b = 0;
            for (; b + 8 <= batch; b += 8) {
                int from = b * inStride + inAt;
                eightRowsOneVector(
                        in, from, inStride, rows, weights, column * rows, out, outAt + b * width + column, width);
            }
            for (; b < batch; b++) {
                oneRowOneVector(in, b * inStride + inAt, rows, weights, column * rows, out, outAt + b * width + column);
            }
        }
    }

    /** Four inputs against four vectors of a band that is {@code bandColumns} wide: each weight is loaded once for all four. */
    private static void fourRows(
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
        FloatVector a2 = a0;
        FloatVector a3 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector b2 = a0;
        FloatVector b3 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector c2 = a0;
        FloatVector c3 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        FloatVector d2 = a0;
        FloatVector d3 = a0;
        int at = start;
        int k = from;
        do {
            FloatVector w0 = FloatVector.fromArray(S, weights, at);
            FloatVector w1 = FloatVector.fromArray(S, weights, at + L);
            FloatVector w2 = FloatVector.fromArray(S, weights, at + 2 * L);
            FloatVector w3 = FloatVector.fromArray(S, weights, at + 3 * L);
            FloatVector x = FloatVector.broadcast(S, in[k]);
            a0 = x.fma(w0, a0);
            a1 = x.fma(w1, a1);
            a2 = x.fma(w2, a2);
            a3 = x.fma(w3, a3);
            x = FloatVector.broadcast(S, in[k + inStride]);
            b0 = x.fma(w0, b0);
            b1 = x.fma(w1, b1);
            b2 = x.fma(w2, b2);
            b3 = x.fma(w3, b3);
            x = FloatVector.broadcast(S, in[k + 2 * inStride]);
            c0 = x.fma(w0, c0);
            c1 = x.fma(w1, c1);
            c2 = x.fma(w2, c2);
            c3 = x.fma(w3, c3);
            x = FloatVector.broadcast(S, in[k + 3 * inStride]);
            d0 = x.fma(w0, d0);
            d1 = x.fma(w1, d1);
            d2 = x.fma(w2, d2);
            d3 = x.fma(w3, d3);
            at += bandColumns;
            k++;
        } while (k < from + rows);
        a0.intoArray(out, to);
        a1.intoArray(out, to + L);
        a2.intoArray(out, to + 2 * L);
        a3.intoArray(out, to + 3 * L);
        b0.intoArray(out, to + outStride);
        b1.intoArray(out, to + outStride + L);
        b2.intoArray(out, to + outStride + 2 * L);
        b3.intoArray(out, to + outStride + 3 * L);
        c0.intoArray(out, to + 2 * outStride);
        c1.intoArray(out, to + 2 * outStride + L);
        c2.intoArray(out, to + 2 * outStride + 2 * L);
        c3.intoArray(out, to + 2 * outStride + 3 * L);
        d0.intoArray(out, to + 3 * outStride);
        d1.intoArray(out, to + 3 * outStride + L);
        d2.intoArray(out, to + 3 * outStride + 2 * L);
        d3.intoArray(out, to + 3 * outStride + 3 * L);
    }

    private static void oneRow(float[] in, int from, int rows, float[] weights, int start, float[] out, int to) {
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
            FloatVector x = FloatVector.broadcast(S, in[k]);
            s0 = x.fma(FloatVector.fromArray(S, weights, at), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, at + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, weights, at + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, at + 3 * L), s3);
            s4 = x.fma(FloatVector.fromArray(S, weights, at + 4 * L), s4);
            s5 = x.fma(FloatVector.fromArray(S, weights, at + 5 * L), s5);
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
    private static void oneRowHalf(float[] in, int from, int rows, float[] weights, int start, float[] out, int to) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int at = start;
        int k = from;
        int end = from + (rows & ~1);
        while (k < end) {
            FloatVector x = FloatVector.broadcast(S, in[k]);
            FloatVector y = FloatVector.broadcast(S, in[k + 1]);
            s0 = x.fma(FloatVector.fromArray(S, weights, at), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, at + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, weights, at + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, at + 3 * L), s3);
            s0 = y.fma(FloatVector.fromArray(S, weights, at + 4 * L), s0);
            s1 = y.fma(FloatVector.fromArray(S, weights, at + 5 * L), s1);
            s2 = y.fma(FloatVector.fromArray(S, weights, at + 6 * L), s2);
            s3 = y.fma(FloatVector.fromArray(S, weights, at + 7 * L), s3);
            at += 2 * HALF;
            k += 2;
        }
        if (k < from + rows) {
            FloatVector x = FloatVector.broadcast(S, in[k]);
            s0 = x.fma(FloatVector.fromArray(S, weights, at), s0);
            s1 = x.fma(FloatVector.fromArray(S, weights, at + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, weights, at + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, weights, at + 3 * L), s3);
        }
        s0.intoArray(out, to);
        s1.intoArray(out, to + L);
        s2.intoArray(out, to + 2 * L);
        s3.intoArray(out, to + 3 * L);
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
            float[] in, int from, int rows, float[] weights, int start, float[] out, int to) {
        FloatVector s0 = FloatVector.zero(S);
        int at = start;
        int k = from;
        int end = from + (rows & ~7);
        while (k < end) {
            s0 = FloatVector.broadcast(S, in[k]).fma(FloatVector.fromArray(S, weights, at), s0);
            s0 = FloatVector.broadcast(S, in[k + 1]).fma(FloatVector.fromArray(S, weights, at + L), s0);
            s0 = FloatVector.broadcast(S, in[k + 2]).fma(FloatVector.fromArray(S, weights, at + 2 * L), s0);
            s0 = FloatVector.broadcast(S, in[k + 3]).fma(FloatVector.fromArray(S, weights, at + 3 * L), s0);
            s0 = FloatVector.broadcast(S, in[k + 4]).fma(FloatVector.fromArray(S, weights, at + 4 * L), s0);
            s0 = FloatVector.broadcast(S, in[k + 5]).fma(FloatVector.fromArray(S, weights, at + 5 * L), s0);
            s0 = FloatVector.broadcast(S, in[k + 6]).fma(FloatVector.fromArray(S, weights, at + 6 * L), s0);
            s0 = FloatVector.broadcast(S, in[k + 7]).fma(FloatVector.fromArray(S, weights, at + 7 * L), s0);
            at += 8 * L;
            k += 8;
        }
        while (k < from + rows) {
            s0 = FloatVector.broadcast(S, in[k]).fma(FloatVector.fromArray(S, weights, at), s0);
            at += L;
            k++;
        }
        s0.intoArray(out, to);
    }
}

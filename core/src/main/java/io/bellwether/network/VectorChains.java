package io.bellwether.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of rows and a matrix of few columns, in four sums each, on the Vector API. */
final class VectorChains {
    /*
     * With one vector of outputs there is one sum, and every multiply-add would wait for the one before; four sums, of
     * every fourth input each, wait a quarter as long. Two rows share each load of a weight.
     */
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private VectorChains() {}

    /** {@link Kernel#multiplyInChains}. */
    static void multiply(float[] in, int inAt, int inStride, PackedMatrix matrix, float[] out, int batch) {
        int width = matrix.width();
        int rows = matrix.rows();
        for (int band = 0; band < matrix.bands(); band++) {
            int columns = matrix.columns(band);
            for (int v = 0; v < columns; v += L) {
                int at = matrix.at(band) + v;
                int to = matrix.column(band) + v;
                int b = 0;
                for (; b + 1 < batch; b += 2) {
                    int from = inAt + b * inStride;
                    twoRows(in, from, from + inStride, rows, matrix.data(), at, columns, out, b * width + to, width);
                }
                if (b < batch) {
                    oneRow(in, inAt + b * inStride, rows, matrix.data(), at, columns, out, b * width + to);
                }
            }
        }
    }

    private static void oneRow(
            float[] in, int from, int rows, float[] weights, int start, int stride, float[] out, int to) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int at = start;
        int k = from;
        int end = from + (rows & ~3);
        while (k < end) {
            s0 = FloatVector.broadcast(S, in[k]).fma(FloatVector.fromArray(S, weights, at), s0);
            s1 = FloatVector.broadcast(S, in[k + 1]).fma(FloatVector.fromArray(S, weights, at + stride), s1);
            s2 = FloatVector.broadcast(S, in[k + 2]).fma(FloatVector.fromArray(S, weights, at + 2 * stride), s2);
            s3 = FloatVector.broadcast(S, in[k + 3]).fma(FloatVector.fromArray(S, weights, at + 3 * stride), s3);
            at += 4 * stride;
            k += 4;
        }
        int left = from + rows - k;
        if (left > 0) {
            s0 = FloatVector.broadcast(S, in[k]).fma(FloatVector.fromArray(S, weights, at), s0);
        }
        if (left > 1) {
            s1 = FloatVector.broadcast(S, in[k + 1]).fma(FloatVector.fromArray(S, weights, at + stride), s1);
        }
        if (left > 2) {
            s2 = FloatVector.broadcast(S, in[k + 2]).fma(FloatVector.fromArray(S, weights, at + 2 * stride), s2);
        }
        s0.add(s1).add(s2.add(s3)).intoArray(out, to);
    }

    private static void twoRows(
            float[] in,
            int first,
            int second,
            int rows,
            float[] weights,
            int start,
            int stride,
            float[] out,
            int to,
            int outStride) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector t0 = s0;
        FloatVector t1 = s0;
        FloatVector t2 = s0;
        FloatVector t3 = s0;
        int at = start;
        int k = 0;
        int end = rows & ~3;
        while (k < end) {
            FloatVector w = FloatVector.fromArray(S, weights, at);
            s0 = w.fma(FloatVector.broadcast(S, in[first + k]), s0);
            t0 = w.fma(FloatVector.broadcast(S, in[second + k]), t0);
            w = FloatVector.fromArray(S, weights, at + stride);
            s1 = w.fma(FloatVector.broadcast(S, in[first + k + 1]), s1);
            t1 = w.fma(FloatVector.broadcast(S, in[second + k + 1]), t1);
            w = FloatVector.fromArray(S, weights, at + 2 * stride);
            s2 = w.fma(FloatVector.broadcast(S, in[first + k + 2]), s2);
            t2 = w.fma(FloatVector.broadcast(S, in[second + k + 2]), t2);
            w = FloatVector.fromArray(S, weights, at + 3 * stride);
            s3 = w.fma(FloatVector.broadcast(S, in[first + k + 3]), s3);
            t3 = w.fma(FloatVector.broadcast(S, in[second + k + 3]), t3);
            at += 4 * stride;
            k += 4;
        }
        if (k < rows) {
            FloatVector w = FloatVector.fromArray(S, weights, at);
            s0 = w.fma(FloatVector.broadcast(S, in[first + k]), s0);
            t0 = w.fma(FloatVector.broadcast(S, in[second + k]), t0);
        }
        if (k + 1 < rows) {
            FloatVector w = FloatVector.fromArray(S, weights, at + stride);
            s1 = w.fma(FloatVector.broadcast(S, in[first + k + 1]), s1);
            t1 = w.fma(FloatVector.broadcast(S, in[second + k + 1]), t1);
        }
        if (k + 2 < rows) {
            FloatVector w = FloatVector.fromArray(S, weights, at + 2 * stride);
            s2 = w.fma(FloatVector.broadcast(S, in[first + k + 2]), s2);
            t2 = w.fma(FloatVector.broadcast(S, in[second + k + 2]), t2);
        }
        s0.add(s1).add(s2.add(s3)).intoArray(out, to);
        t0.add(t1).add(t2.add(t3)).intoArray(out, to + outStride);
    }
}

package io.bellwether.network;

import java.util.Arrays;

/** The kernel in plain loops, for JVMs without the Vector API. */
final class PlainKernel implements Kernel {
    private static final int LANES = 4;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void multiply(float[] in, int inAt, int inStride, PackedMatrix matrix, float[] out, int batch) {
        int width = matrix.width();
        for (int b = 0; b < batch; b++) {
            int from = b * inStride + inAt;
            int column = 0;
            for (; column + PackedMatrix.WIDE * LANES <= width; column += PackedMatrix.WIDE * LANES) {
                band(in, from, matrix, column, PackedMatrix.WIDE * LANES, out, b * width);
            }
            if (column + PackedMatrix.HALF * LANES <= width) {
                band(in, from, matrix, column, PackedMatrix.HALF * LANES, out, b * width);
                column += PackedMatrix.HALF * LANES;
            }
            for (; column < width; column += LANES) {
                band(in, from, matrix, column, LANES, out, b * width);
            }
        }
    }

    private static void band(float[] in, int from, PackedMatrix matrix, int column, int columns, float[] out, int to) {
        float[] weights = matrix.data();
        int at = column * matrix.rows();
        Arrays.fill(out, to + column, to + column + columns, 0f);
        for (int k = from; k < from + matrix.rows(); k++, at += columns) {
            addScaled(in[k], weights, at, out, to + column, columns);
        }
    }

    private static void addScaled(float x, float[] weights, int at, float[] out, int to, int columns) {
        for (int j = 0; j < columns; j++) {
            out[to + j] = Math.fma(x, weights[at + j], out[to + j]);
        }
    }

    @Override
    public void cell(float[] gates, int gateStride, int padded, float[] c, float[] h, int hStride, int hAt, int batch) {
        for (int b = 0; b < batch; b++) {
            int gate = b * gateStride;
            for (int j = 0; j < padded; j++) {
                float i = Activation.sigmoid(gates[gate + j]);
                float f = Activation.sigmoid(gates[gate + padded + j]);
                float g = Activation.tanh(gates[gate + 2 * padded + j]);
                float o = Activation.sigmoid(gates[gate + 3 * padded + j]);
                int at = b * padded + j;
                c[at] = Math.fma(f, c[at], i * g);
                h[b * hStride + hAt + j] = o * Activation.tanh(c[at]);
            }
        }
    }
}

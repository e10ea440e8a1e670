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
    public void multiply(float[] in, int inAt, int inStride, PackedMatrix matrix, float[] out, int outAt, int batch) {
        int width = matrix.width();
        for (int b = 0; b < batch; b++) {
            int from = b * inStride + inAt;
            int to = outAt + b * width;
            int column = 0;
            for (; column + PackedMatrix.WIDE * LANES <= width; column += PackedMatrix.WIDE * LANES) {
                band(in, from, matrix, column, PackedMatrix.WIDE * LANES, out, to);
            }
            if (column + PackedMatrix.HALF * LANES <= width) {
                band(in, from, matrix, column, PackedMatrix.HALF * LANES, out, to);
                column += PackedMatrix.HALF * LANES;
            }
            for (; column < width; column += LANES) {
                band(in, from, matrix, column, LANES, out, to);
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

    @Override
    public void cellForward(
            float[] gates,
            int gatesAt,
            int padded,
            float[] c,
            int cAt,
            float[] tanhC,
            int tanhAt,
            float[] h,
            int hStride,
            int hAt,
            int batch) {
        for (int b = 0; b < batch; b++) {
            int gate = gatesAt + 4 * b * padded;
            for (int j = 0; j < padded; j++, gate++) {
                float i = Activation.sigmoid(gates[gate]);
                float f = Activation.sigmoid(gates[gate + padded]);
                float g = Activation.tanh(gates[gate + 2 * padded]);
                float o = Activation.sigmoid(gates[gate + 3 * padded]);
                int at = b * padded + j;
                float cell = Math.fma(f, c[cAt + at], i * g);
                float t = Activation.tanh(cell);
                gates[gate] = i;
                gates[gate + padded] = f;
                gates[gate + 2 * padded] = g;
                gates[gate + 3 * padded] = o;
                c[cAt + batch * padded + at] = cell;
                tanhC[tanhAt + at] = t;
                h[hAt + b * hStride + j] = o * t;
            }
        }
    }

    @Override
    public void cellBackward(
            float[] gates,
            int gatesAt,
            int padded,
            float[] c,
            int cAt,
            float[] tanhC,
            int tanhAt,
            float[] dh,
            float[] dc,
            float[] dGates,
            int batch) {
        for (int b = 0; b < batch; b++) {
            for (int j = 0; j < padded; j++) {
                int gate = 4 * b * padded + j;
                int at = b * padded + j;
                float i = gates[gatesAt + gate];
                float f = gates[gatesAt + gate + padded];
                float g = gates[gatesAt + gate + 2 * padded];
                float o = gates[gatesAt + gate + 3 * padded];
                float t = tanhC[tanhAt + at];
                float d = Math.fma(dh[at] * o, Math.fma(-t, t, 1f), dc[at]);
                dGates[gate] = d * g * (i * (1f - i));
                dGates[gate + padded] = d * c[cAt + at] * (f * (1f - f));
                dGates[gate + 2 * padded] = d * i * Math.fma(-g, g, 1f);
                dGates[gate + 3 * padded] = dh[at] * t * (o * (1f - o));
                dc[at] = d * f;
            }
        }
    }
}

package io.bellwether.network;

import java.util.Arrays;

/** The kernel in plain loops, for JVMs without the Vector API. */
final class PlainKernel implements Kernel {
    private static final int LANES = 16;

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void multiply(
            float[] in,
            int inAt,
            int inStride,
            PackedMatrix matrix,
            float[] out,
            int outAt,
            int batch,
            boolean backwards) {
        Arrays.fill(out, outAt, outAt + batch * matrix.width(), 0f);
        multiplyAdd(in, inAt, inStride, matrix, out, outAt, out, outAt, batch, backwards);
    }

    @Override
    public void multiplyAdd(
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
        if (base != out || baseAt != outAt) {
            System.arraycopy(base, baseAt, out, outAt, batch * matrix.width());
        }
        float[] weights = matrix.data();
        for (int b = 0; b < batch; b++) {
            int from = b * inStride + inAt;
            for (int band = 0; band < matrix.bands(); band++) {
                int columns = matrix.columns(band);
                int to = outAt + b * matrix.width() + matrix.column(band);
                int at = matrix.at(band);
                for (int k = from; k < from + matrix.rows(); k++, at += columns) {
                    addScaled(in[k], weights, at, out, to, columns);
                }
            }
        }
    }

    private static void addScaled(float x, float[] weights, int at, float[] out, int to, int columns) {
        for (int j = 0; j < columns; j++) {
            out[to + j] = Math.fma(x, weights[at + j], out[to + j]);
        }
    }

    @Override
    public void cell(float[] gates, int gatesAt, int padded, float[] c, float[] h, int hStride, int hAt, int batch) {
        for (int b = 0; b < batch; b++) {
            int gate = gatesAt + b * 4 * padded;
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

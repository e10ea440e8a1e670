package io.bellwether.network;

import java.util.Arrays;

/** The kernel in plain loops, for JVMs without the Vector API. */
final class PlainKernel implements Kernel {
    private static final int LANES = 8;

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
        for (int b = 0; b < batch; b++) {
            for (int band = 0; band < matrix.bands(); band++) {
                int columns = matrix.columns(band);
                int to = outAt + b * matrix.width() + matrix.column(band);
                for (int column = 0; column < columns; column += LANES) {
                    int at = matrix.at(band) + column;
                    addProducts(
                            in, b * inStride + inAt, 1, matrix.rows(), matrix.data(), at, columns, out, to + column);
                }
            }
        }
    }

    /**
     * {@code out[to + i] += factors[from + k step] values[start + k stride + i]} over all k below count, for eight i. Eight
     * sums side by side hide the latency of a multiply-add; as local variables they stay in registers.
     */
    private static void addProducts(
            float[] factors,
            int from,
            int step,
            int count,
            float[] values,
            int start,
            int stride,
            float[] out,
            int to) {
        float s0 = out[to];
        float s1 = out[to + 1];
        float s2 = out[to + 2];
        float s3 = out[to + 3];
        float s4 = out[to + 4];
        float s5 = out[to + 5];
        float s6 = out[to + 6];
        float s7 = out[to + 7];
        int at = start;
        for (int k = 0; k < count; k++) {
            float x = factors[from + k * step];
            s0 = Math.fma(x, values[at], s0);
            s1 = Math.fma(x, values[at + 1], s1);
            s2 = Math.fma(x, values[at + 2], s2);
            s3 = Math.fma(x, values[at + 3], s3);
            s4 = Math.fma(x, values[at + 4], s4);
            s5 = Math.fma(x, values[at + 5], s5);
            s6 = Math.fma(x, values[at + 6], s6);
            s7 = Math.fma(x, values[at + 7], s7);
            at += stride;
        }
        out[to] = s0;
        out[to + 1] = s1;
        out[to + 2] = s2;
        out[to + 3] = s3;
        out[to + 4] = s4;
        out[to + 5] = s5;
        out[to + 6] = s6;
        out[to + 7] = s7;
    }

    @Override
    public void multiplyInChains(float[] in, int inAt, int inStride, PackedMatrix matrix, float[] out, int batch) {
        for (int b = 0; b < batch; b++) {
            int from = inAt + b * inStride;
            for (int band = 0; band < matrix.bands(); band++) {
                int to = b * matrix.width() + matrix.column(band);
                for (int column = 0; column < matrix.columns(band); column++) {
                    out[to + column] = (chain(in, from, matrix, band, column, 0)
                                    + chain(in, from, matrix, band, column, 1))
                            + (chain(in, from, matrix, band, column, 2) + chain(in, from, matrix, band, column, 3));
                }
            }
        }
    }

    private static float chain(float[] in, int from, PackedMatrix matrix, int band, int column, int first) {
        float[] weights = matrix.data();
        int stride = matrix.columns(band);
        int at = matrix.at(band) + column;
        float sum = 0f;
        for (int k = first; k < matrix.rows(); k += CHAINS) {
            sum = Math.fma(in[from + k], weights[at + k * stride], sum);
        }
        return sum;
    }

    @Override
    public void multiplyLanes(
            LanePanels panels, float[] in, int inAt, int inStride, float[] out, int outAt, int blocks) {
        int block = block();
        int step = panels.step() * block;
        Arrays.fill(out, outAt, outAt + blocks * panels.width() * block, 0f);
        for (int b = 0; b < blocks; b++) {
            for (int column = 0; column < panels.width(); column++) {
                int panel = column / LanePanels.COLUMNS;
                int weight = panels.at(panel) + column - panels.column(panel);
                for (int lane = 0; lane < block; lane += LANES) {
                    int from = inAt + b * inStride + lane;
                    int to = outAt + (b * panels.width() + column) * block + lane;
                    addProducts(panels.data(), weight, LanePanels.COLUMNS, panels.rows(), in, from, step, out, to);
                }
            }
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

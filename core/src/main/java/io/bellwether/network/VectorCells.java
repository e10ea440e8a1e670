package io.bellwether.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The LSTM cell, on the Vector API; operation by operation what {@link PlainKernel} does, with {@link Activation#tanh} and
 * {@link Activation#sigmoid} written out, the latter's halves multiplied into its coefficients: powers of two round nothing.
 */
final class VectorCells {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /*
     * sigmoid x = 1/2 + x P(x^2 / 4) / 4 Q(x^2 / 4), both multiplied by 4^4, so that Q still begins with 1.
     */
    private static final float SIGMOID_P0 = 64 * Activation.PQ0;
    private static final float SIGMOID_P1 = 16 * Activation.P1;
    private static final float SIGMOID_P2 = 4 * Activation.P2;
    private static final float SIGMOID_P3 = Activation.P3;
    private static final float SIGMOID_P4 = Activation.P4 / 4;
    private static final float SIGMOID_Q0 = 256 * Activation.PQ0;
    private static final float SIGMOID_Q1 = 64 * Activation.Q1;
    private static final float SIGMOID_Q2 = 16 * Activation.Q2;
    private static final float SIGMOID_Q3 = 4 * Activation.Q3;
    private static final int SIGMOID_CLAMP_BITS = Float.floatToRawIntBits(2 * Activation.CLAMP);

    private VectorCells() {}

    /** {@link Kernel#cell}. */
    static void cell(float[] gates, int gatesAt, int padded, float[] c, float[] h, int hStride, int hAt, int batch) {
        for (int b = 0; b < batch; b++) {
            int gate = gatesAt + b * 4 * padded;
            activate(gates, gate, padded);
            output(gates, gate, padded, c, b * padded, h, b * hStride + hAt);
        }
    }

    /** {@link Kernel#cellForward}. */
    static void cellForward(
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
        int next = batch * padded;
        for (int b = 0; b < batch; b++) {
            int row = b * padded;
            int gate = gatesAt + 4 * row;
            activate(gates, gate, padded);
            outputForward(gates, gate, padded, c, cAt + row, next, tanhC, tanhAt + row, h, hAt + b * hStride);
        }
    }

    /** The gates i, f, g and o, in place. */
    private static void activate(float[] gates, int gate, int padded) {
        if (VectorLimits.ROOMY) {
            threeSigmoids(gates, gate, padded);
        } else {
            sigmoids(gates, gate, gate + 2 * padded);
            sigmoids(gates, gate + 3 * padded, gate + 4 * padded);
        }
        tanhs(gates, gate + 2 * padded, gate + 3 * padded);
    }

    /** i, f and o side by side: three chains of multiply-adds hide each other's latency. */
    private static void threeSigmoids(float[] gates, int gate, int padded) {
        FloatVector p4 = FloatVector.broadcast(S, SIGMOID_P4);
        FloatVector p3 = FloatVector.broadcast(S, SIGMOID_P3);
        FloatVector p2 = FloatVector.broadcast(S, SIGMOID_P2);
        FloatVector p1 = FloatVector.broadcast(S, SIGMOID_P1);
        FloatVector p0 = FloatVector.broadcast(S, SIGMOID_P0);
        FloatVector q3 = FloatVector.broadcast(S, SIGMOID_Q3);
        FloatVector q2 = FloatVector.broadcast(S, SIGMOID_Q2);
        FloatVector q1 = FloatVector.broadcast(S, SIGMOID_Q1);
        FloatVector q0 = FloatVector.broadcast(S, SIGMOID_Q0);
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        int j = gate;
        do {
            FloatVector i = FloatVector.fromArray(S, gates, j);
            FloatVector f = FloatVector.fromArray(S, gates, j + padded);
            FloatVector o = FloatVector.fromArray(S, gates, j + 3 * padded);
            i = i.reinterpretAsInts()
                    .min(i.reinterpretAsInts().and(Activation.SIGN).or(SIGMOID_CLAMP_BITS))
                    .reinterpretAsFloats();
            f = f.reinterpretAsInts()
                    .min(f.reinterpretAsInts().and(Activation.SIGN).or(SIGMOID_CLAMP_BITS))
                    .reinterpretAsFloats();
            o = o.reinterpretAsInts()
                    .min(o.reinterpretAsInts().and(Activation.SIGN).or(SIGMOID_CLAMP_BITS))
                    .reinterpretAsFloats();
            FloatVector i2 = i.mul(i);
            FloatVector f2 = f.mul(f);
            FloatVector o2 = o.mul(o);
            FloatVector ip = i2.fma(p4, p3);
            FloatVector fp = f2.fma(p4, p3);
            FloatVector op = o2.fma(p4, p3);
            ip = i2.fma(ip, p2);
            fp = f2.fma(fp, p2);
            op = o2.fma(op, p2);
            ip = i2.fma(ip, p1);
            fp = f2.fma(fp, p1);
            op = o2.fma(op, p1);
            ip = i2.fma(ip, p0);
            fp = f2.fma(fp, p0);
            op = o2.fma(op, p0);
            FloatVector iq = i2.add(q3);
            FloatVector fq = f2.add(q3);
            FloatVector oq = o2.add(q3);
            iq = i2.fma(iq, q2);
            fq = f2.fma(fq, q2);
            oq = o2.fma(oq, q2);
            iq = i2.fma(iq, q1);
            fq = f2.fma(fq, q1);
            oq = o2.fma(oq, q1);
            iq = i2.fma(iq, q0);
            fq = f2.fma(fq, q0);
            oq = o2.fma(oq, q0);
            i.mul(ip).div(iq).add(half).intoArray(gates, j);
            f.mul(fp).div(fq).add(half).intoArray(gates, j + padded);
            o.mul(op).div(oq).add(half).intoArray(gates, j + 3 * padded);
            j += L;
        } while (j < gate + padded);
    }

    private static void sigmoids(float[] values, int from, int to) {
        FloatVector p4 = FloatVector.broadcast(S, SIGMOID_P4);
        FloatVector p3 = FloatVector.broadcast(S, SIGMOID_P3);
        FloatVector p2 = FloatVector.broadcast(S, SIGMOID_P2);
        FloatVector p1 = FloatVector.broadcast(S, SIGMOID_P1);
        FloatVector p0 = FloatVector.broadcast(S, SIGMOID_P0);
        FloatVector q3 = FloatVector.broadcast(S, SIGMOID_Q3);
        FloatVector q2 = FloatVector.broadcast(S, SIGMOID_Q2);
        FloatVector q1 = FloatVector.broadcast(S, SIGMOID_Q1);
        FloatVector q0 = FloatVector.broadcast(S, SIGMOID_Q0);
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        int j = from;
        do {
            FloatVector v = FloatVector.fromArray(S, values, j);
            v = v.reinterpretAsInts()
                    .min(v.reinterpretAsInts().and(Activation.SIGN).or(SIGMOID_CLAMP_BITS))
                    .reinterpretAsFloats();
            FloatVector v2 = v.mul(v);
            FloatVector vp = v2.fma(p4, p3);
            vp = v2.fma(vp, p2);
            vp = v2.fma(vp, p1);
            vp = v2.fma(vp, p0);
            FloatVector vq = v2.add(q3);
            vq = v2.fma(vq, q2);
            vq = v2.fma(vq, q1);
            vq = v2.fma(vq, q0);
            v.mul(vp).div(vq).add(half).intoArray(values, j);
            j += L;
        } while (j < to);
    }

    private static void tanhs(float[] values, int from, int to) {
        FloatVector p4 = FloatVector.broadcast(S, Activation.P4);
        FloatVector p3 = FloatVector.broadcast(S, Activation.P3);
        FloatVector p2 = FloatVector.broadcast(S, Activation.P2);
        FloatVector p1 = FloatVector.broadcast(S, Activation.P1);
        FloatVector q3 = FloatVector.broadcast(S, Activation.Q3);
        FloatVector q2 = FloatVector.broadcast(S, Activation.Q2);
        FloatVector q1 = FloatVector.broadcast(S, Activation.Q1);
        FloatVector pq0 = FloatVector.broadcast(S, Activation.PQ0);
        int j = from;
        do {
            FloatVector v = FloatVector.fromArray(S, values, j);
            v = v.reinterpretAsInts()
                    .min(v.reinterpretAsInts().and(Activation.SIGN).or(Activation.CLAMP_BITS))
                    .reinterpretAsFloats();
            FloatVector v2 = v.mul(v);
            FloatVector vp = v2.fma(p4, p3);
            vp = v2.fma(vp, p2);
            vp = v2.fma(vp, p1);
            vp = v2.fma(vp, pq0);
            FloatVector vq = v2.add(q3);
            vq = v2.fma(vq, q2);
            vq = v2.fma(vq, q1);
            vq = v2.fma(vq, pq0);
            v.mul(vp).div(vq).intoArray(values, j);
            j += L;
        } while (j < to);
    }

    /** The cell behind its gates. */
    private static void output(float[] gates, int gate, int padded, float[] c, int cAt, float[] h, int hAt) {
        FloatVector p4 = FloatVector.broadcast(S, Activation.P4);
        FloatVector p3 = FloatVector.broadcast(S, Activation.P3);
        FloatVector p2 = FloatVector.broadcast(S, Activation.P2);
        FloatVector p1 = FloatVector.broadcast(S, Activation.P1);
        FloatVector q3 = FloatVector.broadcast(S, Activation.Q3);
        FloatVector q2 = FloatVector.broadcast(S, Activation.Q2);
        FloatVector q1 = FloatVector.broadcast(S, Activation.Q1);
        FloatVector pq0 = FloatVector.broadcast(S, Activation.PQ0);
        int j = 0;
        do {
            FloatVector i = FloatVector.fromArray(S, gates, gate + j);
            FloatVector f = FloatVector.fromArray(S, gates, gate + padded + j);
            FloatVector g = FloatVector.fromArray(S, gates, gate + 2 * padded + j);
            FloatVector t = f.fma(FloatVector.fromArray(S, c, cAt + j), i.mul(g));
            t.intoArray(c, cAt + j);
            t = t.reinterpretAsInts()
                    .min(t.reinterpretAsInts().and(Activation.SIGN).or(Activation.CLAMP_BITS))
                    .reinterpretAsFloats();
            FloatVector t2 = t.mul(t);
            FloatVector tp = t2.fma(p4, p3);
            tp = t2.fma(tp, p2);
            tp = t2.fma(tp, p1);
            tp = t2.fma(tp, pq0);
            FloatVector tq = t2.add(q3);
            tq = t2.fma(tq, q2);
            tq = t2.fma(tq, q1);
            tq = t2.fma(tq, pq0);
            t = t.mul(tp).div(tq);
            FloatVector.fromArray(S, gates, gate + 3 * padded + j).mul(t).intoArray(h, hAt + j);
            j += L;
        } while (j < padded);
    }

    /** As {@link #output}; leaves tanh c as well. */
    private static void outputForward(
            float[] gates,
            int gate,
            int padded,
            float[] c,
            int cAt,
            int next,
            float[] tanhC,
            int tanhAt,
            float[] h,
            int hAt) {
        FloatVector p4 = FloatVector.broadcast(S, Activation.P4);
        FloatVector p3 = FloatVector.broadcast(S, Activation.P3);
        FloatVector p2 = FloatVector.broadcast(S, Activation.P2);
        FloatVector p1 = FloatVector.broadcast(S, Activation.P1);
        FloatVector q3 = FloatVector.broadcast(S, Activation.Q3);
        FloatVector q2 = FloatVector.broadcast(S, Activation.Q2);
        FloatVector q1 = FloatVector.broadcast(S, Activation.Q1);
        FloatVector pq0 = FloatVector.broadcast(S, Activation.PQ0);
        int j = 0;
        do {
            FloatVector i = FloatVector.fromArray(S, gates, gate + j);
            FloatVector f = FloatVector.fromArray(S, gates, gate + padded + j);
            FloatVector g = FloatVector.fromArray(S, gates, gate + 2 * padded + j);
            FloatVector t = f.fma(FloatVector.fromArray(S, c, cAt + j), i.mul(g));
            t.intoArray(c, cAt + next + j);
            t = t.reinterpretAsInts()
                    .min(t.reinterpretAsInts().and(Activation.SIGN).or(Activation.CLAMP_BITS))
                    .reinterpretAsFloats();
            FloatVector t2 = t.mul(t);
            FloatVector tp = t2.fma(p4, p3);
            tp = t2.fma(tp, p2);
            tp = t2.fma(tp, p1);
            tp = t2.fma(tp, pq0);
            FloatVector tq = t2.add(q3);
            tq = t2.fma(tq, q2);
            tq = t2.fma(tq, q1);
            tq = t2.fma(tq, pq0);
            t = t.mul(tp).div(tq);
            t.intoArray(tanhC, tanhAt + j);
            FloatVector.fromArray(S, gates, gate + 3 * padded + j).mul(t).intoArray(h, hAt + j);
            j += L;
        } while (j < padded);
    }

    /** {@link Kernel#cellBackward}. */
    static void cellBackward(
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
        FloatVector one = FloatVector.broadcast(S, 1f);
        int row = 0;
        int j = 0;
        int at = 0;
        do {
            int gate = 4 * row + j;
            FloatVector i = FloatVector.fromArray(S, gates, gatesAt + gate);
            FloatVector f = FloatVector.fromArray(S, gates, gatesAt + gate + padded);
            FloatVector g = FloatVector.fromArray(S, gates, gatesAt + gate + 2 * padded);
            FloatVector o = FloatVector.fromArray(S, gates, gatesAt + gate + 3 * padded);
            FloatVector t = FloatVector.fromArray(S, tanhC, tanhAt + at);
            FloatVector dOut = FloatVector.fromArray(S, dh, at);
            FloatVector d = dOut.mul(o).fma(t.neg().fma(t, one), FloatVector.fromArray(S, dc, at));
            d.mul(g).mul(i.mul(one.sub(i))).intoArray(dGates, gate);
            d.mul(FloatVector.fromArray(S, c, cAt + at)).mul(f.mul(one.sub(f))).intoArray(dGates, gate + padded);
            d.mul(i).mul(g.neg().fma(g, one)).intoArray(dGates, gate + 2 * padded);
            dOut.mul(t).mul(o.mul(one.sub(o))).intoArray(dGates, gate + 3 * padded);
            d.mul(f).intoArray(dc, at);
            at += L;
            j += L;
            if (j == padded) {
                j = 0;
                row += padded;
            }
        } while (at < batch * padded);
    }
}

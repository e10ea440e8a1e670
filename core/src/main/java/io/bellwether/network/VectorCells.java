package io.bellwether.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The LSTM cell, on the Vector API; operation by operation what {@link PlainKernel} does, with {@link Activation#tanh} and
 * {@link Activation#sigmoid} written out.
 */
final class VectorCells {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    /** Clamped by their bits, as {@link Activation} does: a third faster; JDK 17 would box them. */
    private static final boolean BITS = VectorLimits.STRONG_COMPILER;

    private VectorCells() {}

    /** {@link Kernel#cell}. */
    static void cell(float[] gates, int gatesAt, int padded, float[] c, float[] h, int hStride, int hAt, int batch) {
        for (int b = 0; b < batch; b++) {
            int gate = gatesAt + b * 4 * padded;
            sigmoids(gates, gate, padded);
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
            sigmoids(gates, gate, padded);
            outputForward(gates, gate, padded, c, cAt + row, next, tanhC, tanhAt + row, h, hAt + b * hStride);
        }
    }

    /** The gates i, f and o, in place. */
    private static void sigmoids(float[] gates, int gate, int padded) {
        if (!VectorLimits.ROOMY) {
            sigmoidsOf(gates, gate, gate + 2 * padded);
            sigmoidsOf(gates, gate + 3 * padded, gate + 4 * padded);
            return;
        }
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        FloatVector a13 = FloatVector.broadcast(S, Activation.A13);
        FloatVector a11 = FloatVector.broadcast(S, Activation.A11);
        FloatVector a9 = FloatVector.broadcast(S, Activation.A9);
        FloatVector a7 = FloatVector.broadcast(S, Activation.A7);
        FloatVector a5 = FloatVector.broadcast(S, Activation.A5);
        FloatVector a3 = FloatVector.broadcast(S, Activation.A3);
        FloatVector a1 = FloatVector.broadcast(S, Activation.A1);
        FloatVector b6 = FloatVector.broadcast(S, Activation.B6);
        FloatVector b4 = FloatVector.broadcast(S, Activation.B4);
        FloatVector b2 = FloatVector.broadcast(S, Activation.B2);
        FloatVector b0 = FloatVector.broadcast(S, Activation.B0);
        int j = gate;
        do {
            FloatVector i = FloatVector.fromArray(S, gates, j).mul(half);
            FloatVector f = FloatVector.fromArray(S, gates, j + padded).mul(half);
            FloatVector o = FloatVector.fromArray(S, gates, j + 3 * padded).mul(half);
            i = i.reinterpretAsInts()
                    .and(Activation.MAGNITUDE)
                    .min(Activation.CLAMP_BITS)
                    .or(i.reinterpretAsInts().and(Activation.SIGN))
                    .reinterpretAsFloats();
            f = f.reinterpretAsInts()
                    .and(Activation.MAGNITUDE)
                    .min(Activation.CLAMP_BITS)
                    .or(f.reinterpretAsInts().and(Activation.SIGN))
                    .reinterpretAsFloats();
            o = o.reinterpretAsInts()
                    .and(Activation.MAGNITUDE)
                    .min(Activation.CLAMP_BITS)
                    .or(o.reinterpretAsInts().and(Activation.SIGN))
                    .reinterpretAsFloats();
            FloatVector i2 = i.mul(i);
            FloatVector f2 = f.mul(f);
            FloatVector o2 = o.mul(o);
            FloatVector ip = i2.fma(a13, a11);
            FloatVector fp = f2.fma(a13, a11);
            FloatVector op = o2.fma(a13, a11);
            ip = i2.fma(ip, a9);
            fp = f2.fma(fp, a9);
            op = o2.fma(op, a9);
            ip = i2.fma(ip, a7);
            fp = f2.fma(fp, a7);
            op = o2.fma(op, a7);
            ip = i2.fma(ip, a5);
            fp = f2.fma(fp, a5);
            op = o2.fma(op, a5);
            ip = i2.fma(ip, a3);
            fp = f2.fma(fp, a3);
            op = o2.fma(op, a3);
            ip = i2.fma(ip, a1);
            fp = f2.fma(fp, a1);
            op = o2.fma(op, a1);
            FloatVector iq = i2.fma(b6, b4);
            FloatVector fq = f2.fma(b6, b4);
            FloatVector oq = o2.fma(b6, b4);
            iq = i2.fma(iq, b2);
            fq = f2.fma(fq, b2);
            oq = o2.fma(oq, b2);
            iq = i2.fma(iq, b0);
            fq = f2.fma(fq, b0);
            oq = o2.fma(oq, b0);
            half.fma(i.mul(ip).div(iq), half).intoArray(gates, j);
            half.fma(f.mul(fp).div(fq), half).intoArray(gates, j + padded);
            half.fma(o.mul(op).div(oq), half).intoArray(gates, j + 3 * padded);
            j += L;
        } while (j < gate + padded);
    }

    /**
     * One vector after the other: three at once are more than the compiler of JDK 17 takes in before it boxes them, and more
     * than 16 registers hold. The branch that JDK 17 never takes makes the method too large to be inlined, which would box
     * them too.
     */
    private static void sigmoidsOf(float[] gates, int from, int to) {
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        FloatVector a13 = FloatVector.broadcast(S, Activation.A13);
        FloatVector a11 = FloatVector.broadcast(S, Activation.A11);
        FloatVector a9 = FloatVector.broadcast(S, Activation.A9);
        FloatVector a7 = FloatVector.broadcast(S, Activation.A7);
        FloatVector a5 = FloatVector.broadcast(S, Activation.A5);
        FloatVector a3 = FloatVector.broadcast(S, Activation.A3);
        FloatVector a1 = FloatVector.broadcast(S, Activation.A1);
        FloatVector b6 = FloatVector.broadcast(S, Activation.B6);
        FloatVector b4 = FloatVector.broadcast(S, Activation.B4);
        FloatVector b2 = FloatVector.broadcast(S, Activation.B2);
        FloatVector b0 = FloatVector.broadcast(S, Activation.B0);
        int j = from;
        do {
            FloatVector v = FloatVector.fromArray(S, gates, j).mul(half);
            if (BITS) {
                v = v.reinterpretAsInts()
                        .and(Activation.MAGNITUDE)
                        .min(Activation.CLAMP_BITS)
                        .or(v.reinterpretAsInts().and(Activation.SIGN))
                        .reinterpretAsFloats();
            } else {
                v = v.min(Activation.CLAMP).max(-Activation.CLAMP);
            }
            FloatVector v2 = v.mul(v);
            FloatVector p = v2.fma(a13, a11);
            p = v2.fma(p, a9);
            p = v2.fma(p, a7);
            p = v2.fma(p, a5);
            p = v2.fma(p, a3);
            p = v2.fma(p, a1);
            FloatVector q = v2.fma(b6, b4);
            q = v2.fma(q, b2);
            q = v2.fma(q, b0);
            half.fma(v.mul(p).div(q), half).intoArray(gates, j);
            j += L;
        } while (j < to);
    }

    /** The rest of the cell behind its gates i, f and o. */
    private static void output(float[] gates, int gate, int padded, float[] c, int cAt, float[] h, int hAt) {
        FloatVector a13 = FloatVector.broadcast(S, Activation.A13);
        FloatVector a11 = FloatVector.broadcast(S, Activation.A11);
        FloatVector a9 = FloatVector.broadcast(S, Activation.A9);
        FloatVector a7 = FloatVector.broadcast(S, Activation.A7);
        FloatVector a5 = FloatVector.broadcast(S, Activation.A5);
        FloatVector a3 = FloatVector.broadcast(S, Activation.A3);
        FloatVector a1 = FloatVector.broadcast(S, Activation.A1);
        FloatVector b6 = FloatVector.broadcast(S, Activation.B6);
        FloatVector b4 = FloatVector.broadcast(S, Activation.B4);
        FloatVector b2 = FloatVector.broadcast(S, Activation.B2);
        FloatVector b0 = FloatVector.broadcast(S, Activation.B0);
        int j = 0;
        do {
            FloatVector g = FloatVector.fromArray(S, gates, gate + 2 * padded + j);
            if (BITS) {
                g = g.reinterpretAsInts()
                        .and(Activation.MAGNITUDE)
                        .min(Activation.CLAMP_BITS)
                        .or(g.reinterpretAsInts().and(Activation.SIGN))
                        .reinterpretAsFloats();
            } else {
                g = g.min(Activation.CLAMP).max(-Activation.CLAMP);
            }
            FloatVector g2 = g.mul(g);
            FloatVector gp = g2.fma(a13, a11);
            gp = g2.fma(gp, a9);
            gp = g2.fma(gp, a7);
            gp = g2.fma(gp, a5);
            gp = g2.fma(gp, a3);
            gp = g2.fma(gp, a1);
            FloatVector gq = g2.fma(b6, b4);
            gq = g2.fma(gq, b2);
            gq = g2.fma(gq, b0);
            g = g.mul(gp).div(gq);
            FloatVector i = FloatVector.fromArray(S, gates, gate + j);
            FloatVector f = FloatVector.fromArray(S, gates, gate + padded + j);
            FloatVector t = f.fma(FloatVector.fromArray(S, c, cAt + j), i.mul(g));
            t.intoArray(c, cAt + j);
            if (BITS) {
                t = t.reinterpretAsInts()
                        .and(Activation.MAGNITUDE)
                        .min(Activation.CLAMP_BITS)
                        .or(t.reinterpretAsInts().and(Activation.SIGN))
                        .reinterpretAsFloats();
            } else {
                t = t.min(Activation.CLAMP).max(-Activation.CLAMP);
            }
            FloatVector t2 = t.mul(t);
            FloatVector tp = t2.fma(a13, a11);
            tp = t2.fma(tp, a9);
            tp = t2.fma(tp, a7);
            tp = t2.fma(tp, a5);
            tp = t2.fma(tp, a3);
            tp = t2.fma(tp, a1);
            FloatVector tq = t2.fma(b6, b4);
            tq = t2.fma(tq, b2);
            tq = t2.fma(tq, b0);
            t = t.mul(tp).div(tq);
            FloatVector.fromArray(S, gates, gate + 3 * padded + j).mul(t).intoArray(h, hAt + j);
            j += L;
        } while (j < padded);
    }

    /** As {@link #output}; leaves g and tanh c as well. */
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
        FloatVector a13 = FloatVector.broadcast(S, Activation.A13);
        FloatVector a11 = FloatVector.broadcast(S, Activation.A11);
        FloatVector a9 = FloatVector.broadcast(S, Activation.A9);
        FloatVector a7 = FloatVector.broadcast(S, Activation.A7);
        FloatVector a5 = FloatVector.broadcast(S, Activation.A5);
        FloatVector a3 = FloatVector.broadcast(S, Activation.A3);
        FloatVector a1 = FloatVector.broadcast(S, Activation.A1);
        FloatVector b6 = FloatVector.broadcast(S, Activation.B6);
        FloatVector b4 = FloatVector.broadcast(S, Activation.B4);
        FloatVector b2 = FloatVector.broadcast(S, Activation.B2);
        FloatVector b0 = FloatVector.broadcast(S, Activation.B0);
        int j = 0;
        do {
            FloatVector g = FloatVector.fromArray(S, gates, gate + 2 * padded + j);
            if (BITS) {
                g = g.reinterpretAsInts()
                        .and(Activation.MAGNITUDE)
                        .min(Activation.CLAMP_BITS)
                        .or(g.reinterpretAsInts().and(Activation.SIGN))
                        .reinterpretAsFloats();
            } else {
                g = g.min(Activation.CLAMP).max(-Activation.CLAMP);
            }
            FloatVector g2 = g.mul(g);
            FloatVector gp = g2.fma(a13, a11);
            gp = g2.fma(gp, a9);
            gp = g2.fma(gp, a7);
            gp = g2.fma(gp, a5);
            gp = g2.fma(gp, a3);
            gp = g2.fma(gp, a1);
            FloatVector gq = g2.fma(b6, b4);
            gq = g2.fma(gq, b2);
            gq = g2.fma(gq, b0);
            g = g.mul(gp).div(gq);
            g.intoArray(gates, gate + 2 * padded + j);
            FloatVector i = FloatVector.fromArray(S, gates, gate + j);
            FloatVector f = FloatVector.fromArray(S, gates, gate + padded + j);
            FloatVector t = f.fma(FloatVector.fromArray(S, c, cAt + j), i.mul(g));
            t.intoArray(c, cAt + next + j);
            if (BITS) {
                t = t.reinterpretAsInts()
                        .and(Activation.MAGNITUDE)
                        .min(Activation.CLAMP_BITS)
                        .or(t.reinterpretAsInts().and(Activation.SIGN))
                        .reinterpretAsFloats();
            } else {
                t = t.min(Activation.CLAMP).max(-Activation.CLAMP);
            }
            FloatVector t2 = t.mul(t);
            FloatVector tp = t2.fma(a13, a11);
            tp = t2.fma(tp, a9);
            tp = t2.fma(tp, a7);
            tp = t2.fma(tp, a5);
            tp = t2.fma(tp, a3);
            tp = t2.fma(tp, a1);
            FloatVector tq = t2.fma(b6, b4);
            tq = t2.fma(tq, b2);
            tq = t2.fma(tq, b0);
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

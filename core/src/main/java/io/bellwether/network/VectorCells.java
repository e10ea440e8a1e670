package io.bellwether.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The LSTM cell, on the Vector API; operation by operation what {@link PlainKernel} does. */
final class VectorCells {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private VectorCells() {}

    /** {@link Kernel#cell}. */
    static void cell(float[] gates, int gateStride, int padded, float[] c, float[] h, int hStride, int hAt, int batch) {
        for (int b = 0; b < batch; b++) {
            cell(gates, b * gateStride, padded, c, b * padded, h, b * hStride + hAt);
        }
    }

    /** The plain kernel's cell with {@link Activation#tanh} and {@link Activation#sigmoid} written out, side by side. */
    private static void cell(float[] gates, int gate, int padded, float[] c, int cAt, float[] h, int hAt) {
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
        int j = 0;
        do {
            FloatVector i = FloatVector.fromArray(S, gates, gate + j).mul(half);
            FloatVector f = FloatVector.fromArray(S, gates, gate + padded + j).mul(half);
            FloatVector g = FloatVector.fromArray(S, gates, gate + 2 * padded + j);
            FloatVector o =
                    FloatVector.fromArray(S, gates, gate + 3 * padded + j).mul(half);
            i = i.min(Activation.CLAMP).max(-Activation.CLAMP);
            f = f.min(Activation.CLAMP).max(-Activation.CLAMP);
            g = g.min(Activation.CLAMP).max(-Activation.CLAMP);
            o = o.min(Activation.CLAMP).max(-Activation.CLAMP);
            FloatVector i2 = i.mul(i);
            FloatVector f2 = f.mul(f);
            FloatVector g2 = g.mul(g);
            FloatVector o2 = o.mul(o);
            FloatVector ip = i2.fma(a13, a11);
            FloatVector fp = f2.fma(a13, a11);
            FloatVector gp = g2.fma(a13, a11);
            FloatVector op = o2.fma(a13, a11);
            ip = i2.fma(ip, a9);
            fp = f2.fma(fp, a9);
            gp = g2.fma(gp, a9);
            op = o2.fma(op, a9);
            ip = i2.fma(ip, a7);
            fp = f2.fma(fp, a7);
            gp = g2.fma(gp, a7);
            op = o2.fma(op, a7);
            ip = i2.fma(ip, a5);
            fp = f2.fma(fp, a5);
            gp = g2.fma(gp, a5);
            op = o2.fma(op, a5);
            ip = i2.fma(ip, a3);
            fp = f2.fma(fp, a3);
            gp = g2.fma(gp, a3);
            op = o2.fma(op, a3);
            ip = i2.fma(ip, a1);
            fp = f2.fma(fp, a1);
            gp = g2.fma(gp, a1);
            op = o2.fma(op, a1);
            FloatVector iq = i2.fma(b6, b4);
            FloatVector fq = f2.fma(b6, b4);
            FloatVector gq = g2.fma(b6, b4);
            FloatVector oq = o2.fma(b6, b4);
            iq = i2.fma(iq, b2);
            fq = f2.fma(fq, b2);
            gq = g2.fma(gq, b2);
            oq = o2.fma(oq, b2);
            iq = i2.fma(iq, b0);
            fq = f2.fma(fq, b0);
            gq = g2.fma(gq, b0);
            oq = o2.fma(oq, b0);
            i = half.fma(i.mul(ip).div(iq), half);
            f = half.fma(f.mul(fp).div(fq), half);
            g = g.mul(gp).div(gq);
            o = half.fma(o.mul(op).div(oq), half);
            FloatVector t = f.fma(FloatVector.fromArray(S, c, cAt + j), i.mul(g));
            t.intoArray(c, cAt + j);
            t = t.min(Activation.CLAMP).max(-Activation.CLAMP);
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
            o.mul(t.mul(tp).div(tq)).intoArray(h, hAt + j);
            j += L;
        } while (j < padded);
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
            cellForward(
                    gates, gatesAt + 4 * row, padded, c, cAt + row, next, tanhC, tanhAt + row, h, hAt + b * hStride);
        }
    }

    private static void cellForward(
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
        int j = 0;
        do {
            FloatVector i = FloatVector.fromArray(S, gates, gate + j).mul(half);
            FloatVector f = FloatVector.fromArray(S, gates, gate + padded + j).mul(half);
            FloatVector g = FloatVector.fromArray(S, gates, gate + 2 * padded + j);
            FloatVector o =
                    FloatVector.fromArray(S, gates, gate + 3 * padded + j).mul(half);
            i = i.min(Activation.CLAMP).max(-Activation.CLAMP);
            f = f.min(Activation.CLAMP).max(-Activation.CLAMP);
            g = g.min(Activation.CLAMP).max(-Activation.CLAMP);
            o = o.min(Activation.CLAMP).max(-Activation.CLAMP);
            FloatVector i2 = i.mul(i);
            FloatVector f2 = f.mul(f);
            FloatVector g2 = g.mul(g);
            FloatVector o2 = o.mul(o);
            FloatVector ip = i2.fma(a13, a11);
            FloatVector fp = f2.fma(a13, a11);
            FloatVector gp = g2.fma(a13, a11);
            FloatVector op = o2.fma(a13, a11);
            ip = i2.fma(ip, a9);
            fp = f2.fma(fp, a9);
            gp = g2.fma(gp, a9);
            op = o2.fma(op, a9);
            ip = i2.fma(ip, a7);
            fp = f2.fma(fp, a7);
            gp = g2.fma(gp, a7);
            op = o2.fma(op, a7);
            ip = i2.fma(ip, a5);
            fp = f2.fma(fp, a5);
            gp = g2.fma(gp, a5);
            op = o2.fma(op, a5);
            ip = i2.fma(ip, a3);
            fp = f2.fma(fp, a3);
            gp = g2.fma(gp, a3);
            op = o2.fma(op, a3);
            ip = i2.fma(ip, a1);
            fp = f2.fma(fp, a1);
            gp = g2.fma(gp, a1);
            op = o2.fma(op, a1);
            FloatVector iq = i2.fma(b6, b4);
            FloatVector fq = f2.fma(b6, b4);
            FloatVector gq = g2.fma(b6, b4);
            FloatVector oq = o2.fma(b6, b4);
            iq = i2.fma(iq, b2);
            fq = f2.fma(fq, b2);
            gq = g2.fma(gq, b2);
            oq = o2.fma(oq, b2);
            iq = i2.fma(iq, b0);
            fq = f2.fma(fq, b0);
            gq = g2.fma(gq, b0);
            oq = o2.fma(oq, b0);
            i = half.fma(i.mul(ip).div(iq), half);
            f = half.fma(f.mul(fp).div(fq), half);
            g = g.mul(gp).div(gq);
            o = half.fma(o.mul(op).div(oq), half);
            i.intoArray(gates, gate + j);
            f.intoArray(gates, gate + padded + j);
            g.intoArray(gates, gate + 2 * padded + j);
            o.intoArray(gates, gate + 3 * padded + j);
            FloatVector t = f.fma(FloatVector.fromArray(S, c, cAt + j), i.mul(g));
            t.intoArray(c, cAt + next + j);
            t = t.min(Activation.CLAMP).max(-Activation.CLAMP);
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
            o.mul(t).intoArray(h, hAt + j);
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

package io.bellwether.network;

import java.lang.invoke.VarHandle;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of a matrix and blocks of series that lie side by side in the lanes, on the Vector API. */
final class VectorLanes {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int BLOCK = 2 * L; // series

    /**
     * Whether there are fences: on x86, where they take no instruction, they keep the compiler from loading all weights ahead,
     * which needs more than 16 registers. JDK 17 loads them one by one only without, and in a small loop.
     */
    private static final boolean FENCES = VectorLimits.X86 && VectorLimits.STRONG_COMPILER;

    private VectorLanes() {}

    /** {@link Kernel#multiplyLanes}. */
    static void multiply(LanePanels panels, float[] in, int inAt, int inStride, float[] out, int outAt, int blocks) {
        float[] weights = panels.data();
        int rows = panels.rows();
        int outStride = panels.width() * BLOCK;
        assert panels.step() > 1
                || inAt + (blocks - 1) * inStride + (rows + LanePanels.SPARE_ROWS) * BLOCK <= in.length;
        for (int b = 0; b < blocks; b++) { // its inputs stay in the nearest cache for all panels
            int from = inAt + b * inStride;
            for (int panel = 0; panel < panels.panels(); panel++) {
                int weightsAt = panels.at(panel);
                int to = outAt + b * outStride + panels.column(panel) * BLOCK;
                if (panels.step() > 1) {
                    sumInSteps(weights, weightsAt, rows, in, from, panels.step() * BLOCK, out, to);
                } else if (FENCES) {
                    sumFourATurn(weights, weightsAt, rows, in, from, out, to);
                } else {
                    sum(weights, weightsAt, rows, in, from, out, to);
                }
            }
        }
    }

    /**
     * A panel by one block of series: each input is loaded once for six outputs. The step from input to input is constant, for
     * then the compiler checks fewer bounds.
     */
    private static void sum(float[] weights, int weightsAt, int rows, float[] in, int from, float[] out, int to) {
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
        int k = from;
        int at = weightsAt;
        int end = weightsAt + LanePanels.COLUMNS * rows;
        do {
            FloatVector x0 = FloatVector.fromArray(S, in, k);
            FloatVector x1 = FloatVector.fromArray(S, in, k + L);
            FloatVector w = FloatVector.broadcast(S, weights[at]);
            a0 = w.fma(x0, a0);
            a1 = w.fma(x1, a1);
            w = FloatVector.broadcast(S, weights[at + 1]);
            b0 = w.fma(x0, b0);
            b1 = w.fma(x1, b1);
            w = FloatVector.broadcast(S, weights[at + 2]);
            c0 = w.fma(x0, c0);
            c1 = w.fma(x1, c1);
            w = FloatVector.broadcast(S, weights[at + 3]);
            d0 = w.fma(x0, d0);
            d1 = w.fma(x1, d1);
            w = FloatVector.broadcast(S, weights[at + 4]);
            e0 = w.fma(x0, e0);
            e1 = w.fma(x1, e1);
            w = FloatVector.broadcast(S, weights[at + 5]);
            f0 = w.fma(x0, f0);
            f1 = w.fma(x1, f1);
            k += BLOCK;
            at += LanePanels.COLUMNS;
        } while (at < end);
        a0.intoArray(out, to);
        a1.intoArray(out, to + L);
        b0.intoArray(out, to + 2 * L);
        b1.intoArray(out, to + 3 * L);
        c0.intoArray(out, to + 4 * L);
        c1.intoArray(out, to + 5 * L);
        d0.intoArray(out, to + 6 * L);
        d1.intoArray(out, to + 7 * L);
        e0.intoArray(out, to + 8 * L);
        e1.intoArray(out, to + 9 * L);
        f0.intoArray(out, to + 10 * L);
        f1.intoArray(out, to + 11 * L);
    }

    /**
     * As {@link #sum}, four rows a turn: what a turn costs besides hides behind the multiply-adds, but not when another thread
     * shares the core. The compiler may check the bounds of rows beyond the last: {@link LanePanels#SPARE_ROWS}.
     */
    private static void sumFourATurn(
            float[] weights, int weightsAt, int rows, float[] in, int from, float[] out, int to) {
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
        int k = from;
        int at = weightsAt;
        int end = weightsAt + LanePanels.COLUMNS * rows;
        do {
            FloatVector x0 = FloatVector.fromArray(S, in, k);
            FloatVector x1 = FloatVector.fromArray(S, in, k + L);
            FloatVector w = FloatVector.broadcast(S, weights[at]);
            a0 = w.fma(x0, a0);
            a1 = w.fma(x1, a1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 1]);
            b0 = w.fma(x0, b0);
            b1 = w.fma(x1, b1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 2]);
            c0 = w.fma(x0, c0);
            c1 = w.fma(x1, c1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 3]);
            d0 = w.fma(x0, d0);
            d1 = w.fma(x1, d1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 4]);
            e0 = w.fma(x0, e0);
            e1 = w.fma(x1, e1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 5]);
            f0 = w.fma(x0, f0);
            f1 = w.fma(x1, f1);
            if (at + 6 >= end) {
                break;
            }
            x0 = FloatVector.fromArray(S, in, k + BLOCK);
            x1 = FloatVector.fromArray(S, in, k + BLOCK + L);
            w = FloatVector.broadcast(S, weights[at + 6]);
            a0 = w.fma(x0, a0);
            a1 = w.fma(x1, a1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 7]);
            b0 = w.fma(x0, b0);
            b1 = w.fma(x1, b1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 8]);
            c0 = w.fma(x0, c0);
            c1 = w.fma(x1, c1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 9]);
            d0 = w.fma(x0, d0);
            d1 = w.fma(x1, d1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 10]);
            e0 = w.fma(x0, e0);
            e1 = w.fma(x1, e1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 11]);
            f0 = w.fma(x0, f0);
            f1 = w.fma(x1, f1);
            if (at + 12 >= end) {
                break;
            }
            x0 = FloatVector.fromArray(S, in, k + 2 * BLOCK);
            x1 = FloatVector.fromArray(S, in, k + 2 * BLOCK + L);
            w = FloatVector.broadcast(S, weights[at + 12]);
            a0 = w.fma(x0, a0);
            a1 = w.fma(x1, a1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 13]);
            b0 = w.fma(x0, b0);
            b1 = w.fma(x1, b1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 14]);
            c0 = w.fma(x0, c0);
            c1 = w.fma(x1, c1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 15]);
            d0 = w.fma(x0, d0);
            d1 = w.fma(x1, d1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 16]);
            e0 = w.fma(x0, e0);
            e1 = w.fma(x1, e1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 17]);
            f0 = w.fma(x0, f0);
            f1 = w.fma(x1, f1);
            if (at + 18 >= end) {
                break;
            }
            x0 = FloatVector.fromArray(S, in, k + 3 * BLOCK);
            x1 = FloatVector.fromArray(S, in, k + 3 * BLOCK + L);
            w = FloatVector.broadcast(S, weights[at + 18]);
            a0 = w.fma(x0, a0);
            a1 = w.fma(x1, a1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 19]);
            b0 = w.fma(x0, b0);
            b1 = w.fma(x1, b1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 20]);
            c0 = w.fma(x0, c0);
            c1 = w.fma(x1, c1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 21]);
            d0 = w.fma(x0, d0);
            d1 = w.fma(x1, d1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 22]);
            e0 = w.fma(x0, e0);
            e1 = w.fma(x1, e1);
            VarHandle.loadLoadFence();
            w = FloatVector.broadcast(S, weights[at + 23]);
            f0 = w.fma(x0, f0);
            f1 = w.fma(x1, f1);
            k += 4 * BLOCK;
            at += 4 * LanePanels.COLUMNS;
        } while (at < end);
        a0.intoArray(out, to);
        a1.intoArray(out, to + L);
        b0.intoArray(out, to + 2 * L);
        b1.intoArray(out, to + 3 * L);
        c0.intoArray(out, to + 4 * L);
        c1.intoArray(out, to + 5 * L);
        d0.intoArray(out, to + 6 * L);
        d1.intoArray(out, to + 7 * L);
        e0.intoArray(out, to + 8 * L);
        e1.intoArray(out, to + 9 * L);
        f0.intoArray(out, to + 10 * L);
        f1.intoArray(out, to + 11 * L);
    }

    /** As {@link #sum}, of inputs that lie apart. */
    private static void sumInSteps(
            float[] weights, int weightsAt, int rows, float[] in, int from, int step, float[] out, int to) {
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
        int k = from;
        int at = weightsAt;
        int end = weightsAt + LanePanels.COLUMNS * rows;
        do {
            FloatVector x0 = FloatVector.fromArray(S, in, k);
            FloatVector x1 = FloatVector.fromArray(S, in, k + L);
            FloatVector w = FloatVector.broadcast(S, weights[at]);
            a0 = w.fma(x0, a0);
            a1 = w.fma(x1, a1);
            inOrder();
            w = FloatVector.broadcast(S, weights[at + 1]);
            b0 = w.fma(x0, b0);
            b1 = w.fma(x1, b1);
            inOrder();
            w = FloatVector.broadcast(S, weights[at + 2]);
            c0 = w.fma(x0, c0);
            c1 = w.fma(x1, c1);
            inOrder();
            w = FloatVector.broadcast(S, weights[at + 3]);
            d0 = w.fma(x0, d0);
            d1 = w.fma(x1, d1);
            inOrder();
            w = FloatVector.broadcast(S, weights[at + 4]);
            e0 = w.fma(x0, e0);
            e1 = w.fma(x1, e1);
            inOrder();
            w = FloatVector.broadcast(S, weights[at + 5]);
            f0 = w.fma(x0, f0);
            f1 = w.fma(x1, f1);
            k += step;
            at += LanePanels.COLUMNS;
        } while (at < end);
        a0.intoArray(out, to);
        a1.intoArray(out, to + L);
        b0.intoArray(out, to + 2 * L);
        b1.intoArray(out, to + 3 * L);
        c0.intoArray(out, to + 4 * L);
        c1.intoArray(out, to + 5 * L);
        d0.intoArray(out, to + 6 * L);
        d1.intoArray(out, to + 7 * L);
        e0.intoArray(out, to + 8 * L);
        e1.intoArray(out, to + 9 * L);
        f0.intoArray(out, to + 10 * L);
        f1.intoArray(out, to + 11 * L);
    }

    private static void inOrder() {
        if (FENCES) {
            VarHandle.loadLoadFence();
        }
    }
}

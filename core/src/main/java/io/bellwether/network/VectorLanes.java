package io.bellwether.network;

import java.lang.invoke.VarHandle;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of a matrix and blocks of series that lie side by side in the lanes, on the Vector API. */
final class VectorLanes {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int BLOCK = 2 * L; // series

    private VectorLanes() {}

    /** {@link Kernel#multiplyLanes}. */
    static void multiply(LanePanels panels, float[] in, int inAt, int inStride, float[] out, int outAt, int blocks) {
        int rows = panels.rows();
        int step = panels.step() * BLOCK;
        int outStride = panels.width() * BLOCK;
        for (int panel = 0; panel < panels.panels(); panel++) { // its weights stay in the nearest cache for all blocks
            int weightsAt = panels.at(panel);
            int to = outAt + panels.column(panel) * BLOCK;
            for (int b = 0; b < blocks; b++) {
                sixColumns(panels.data(), weightsAt, rows, in, inAt + b * inStride, step, out, to + b * outStride);
            }
        }
    }

    /** A panel by one block of series: each input is loaded once for six outputs. */
    private static void sixColumns(
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

    /**
     * Keeps the compiler from loading all weights ahead, which needs more than 16 registers: a sum that has to wait in memory
     * halves the speed. On x86 that takes no instruction. The compiler of JDK 17 loads them one by one only without it.
     */
    private static void inOrder() {
        if (VectorLimits.X86 && VectorLimits.STRONG_COMPILER) {
            VarHandle.loadLoadFence();
        }
    }
}

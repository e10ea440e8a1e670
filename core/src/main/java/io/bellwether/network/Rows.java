package io.bellwether.network;

/** The one inner loop of every layer. */
final class Rows {
    private Rows() {}

    /** out[0 .. n) += x * weights[row .. row + n), fused: a broadcast against a row, no horizontal sum. */
    static void addScaled(float x, float[] weights, int row, float[] out, int n) {
        for (int j = 0; j < n; j++) {
            out[j] = Math.fma(x, weights[row + j], out[j]);
        }
    }
}

package io.bellwether.network;

/** How many time steps are worth projecting at once, where their inputs are known. */
final class Ahead {
    /** Rows that keep the kernel busy and still leave the nearest cache to the weights. */
    private static final int ROWS = 16;

    private static final int BUSY = 8; // a batch that keeps the kernel busy by itself

    private Ahead() {}

    /** For this many series at once. */
    static int steps(int batch) {
        return batch >= BUSY ? 1 : ROWS / batch;
    }
}

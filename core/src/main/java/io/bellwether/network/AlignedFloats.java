package io.bellwether.network;

/**
 * Floats for weights, many matrices to an array. Under G1 an array of more than half a region has regions of its own and
 * stays where it is, so a slice that begins at a multiple of the cache line does so for good, and no load of a weight
 * reaches across two lines; that doubles the speed of what the nearest cache holds. Elsewhere it costs nothing.
 */
final class AlignedFloats {
    private static final int LINE = 64 / Float.BYTES;
    private static final int HEADER = 16 / Float.BYTES; // of an array
    private static final int FIRST = LINE - HEADER; // index of the first float at a line's beginning
    private static final int LENGTH = (1 << 20) / Float.BYTES - HEADER; // fills a region of the smallest size

    private static float[] open = new float[0]; // guarded by the class
    private static int next;

    private final float[] array;
    private final int at;

    private AlignedFloats(float[] array, int at) {
        this.array = array;
        this.at = at;
    }

    /** This many zeros. */
    static synchronized AlignedFloats allocate(int floats) {
        int taken = (floats + LINE - 1) / LINE * LINE;
        if (FIRST + taken > LENGTH) {
            return new AlignedFloats(new float[FIRST + floats], FIRST);
        }
        if (next + taken > open.length) {
            open = new float[LENGTH];
            next = FIRST;
        }
        AlignedFloats slice = new AlignedFloats(open, next);
        next += taken;
        return slice;
    }

    /** The array; it lives as long as any slice of it. */
    float[] array() {
        return array;
    }

    /** Where in the array the slice begins. */
    int at() {
        return at;
    }
}

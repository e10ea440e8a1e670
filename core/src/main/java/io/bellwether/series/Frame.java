package io.bellwether.series;

import java.util.Arrays;

/**
 * The values of all sensors of one asset in one slot of time. The assembler fills one frame again and again: it is
 * valid only during the call that hands it over.
 */
public final class Frame {
    private long time;
    private final double[] values; // (sensors), NaN = missing

    /** An empty frame for this many sensors. */
    public Frame(int sensors) {
        values = new double[sensors];
        Arrays.fill(values, Double.NaN);
    }

    /** The start of the slot, milliseconds since the epoch. */
    public long time() {
        return time;
    }

    /** The value of one sensor; NaN where it is missing. */
    public double value(int sensor) {
        return values[sensor];
    }

    /** The values of all sensors, as {@link #value} gives them; a copy. */
    public double[] values() {
        return values.clone();
    }

    /** Fills this frame from {@code source[offset ...]}. */
    public void set(long slotTime, double[] source, int offset) {
        time = slotTime;
        System.arraycopy(source, offset, values, 0, values.length);
    }

    /** Makes this a frame in which every value is missing. */
    public void setMissing(long slotTime) {
        time = slotTime;
        Arrays.fill(values, Double.NaN);
    }
}

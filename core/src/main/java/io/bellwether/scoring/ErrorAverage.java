package io.bellwether.scoring;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The moving averages of the errors of all sensors, and the centres they are judged about. A centre follows its average
 * slowly, as plants drift; never far from where it was on held-out data, and not at all while the average is so far off
 * that it may be a fault.
 *
 * <pre>
 * c' = c + following (s - c)  if |s - c| &lt;= 3 spread, kept within 2 spreads of the first c
 * s' = s + weight (e - s)
 * z  = (s' - c') / spread
 * </pre>
 */
public final class ErrorAverage {
    /** In spreads: an average farther off is not followed. */
    private static final double ORDINARY = 3;
    /** In spreads: a centre moves no farther than this. */
    private static final double FARTHEST = 2;

    private final Smoothing smoothing;
    private final double[] first; // (sensors) centres on held-out data
    private final double[] spread; // (sensors)
    private final double[] smoothed; // (sensors)
    private final double[] centre; // (sensors)

    /**
     * Averages that begin at zero.
     *
     * @param centre (sensors) of the averaged errors on held-out data; not changed
     * @param spread (sensors) of the averaged errors about their centre; not changed
     */
    public ErrorAverage(Smoothing smoothing, double[] centre, double[] spread) {
        this.smoothing = smoothing;
        this.first = centre;
        this.spread = spread;
        this.smoothed = new double[centre.length];
        this.centre = centre.clone();
    }

    /** Begins a new average, after a gap; where the centre has drifted to, the plant still is. */
    public void reset() {
        Arrays.fill(smoothed, 0);
    }

    /** Takes the newest error of a sensor. */
    public void take(int sensor, double error) {
        double average = smoothed[sensor];
        if (smoothing.following() > 0) {
            follow(sensor, average - centre[sensor]);
        }
        smoothed[sensor] = average + smoothing.weight() * (error - average);
    }

    private void follow(int sensor, double off) {
        double unit = spread[sensor];
        if (Math.abs(off) <= ORDINARY * unit) {
            double moved = centre[sensor] + smoothing.following() * off;
            double farthest = FARTHEST * unit;
            centre[sensor] = Math.min(Math.max(moved, first[sensor] - farthest), first[sensor] + farthest);
        }
    }

    /** The average of a sensor. */
    public double smoothed(int sensor) {
        return smoothed[sensor];
    }

    /** How far the average of a sensor is off its centre, in spreads. */
    public double z(int sensor) {
        return (smoothed[sensor] - centre[sensor]) / spread[sensor];
    }

    int size() {
        return smoothed.length * (smoothing.following() > 0 ? 2 : 1) * Double.BYTES;
    }

    void write(ByteBuffer out) {
        for (int s = 0; s < smoothed.length; s++) {
            out.putDouble(smoothed[s]);
            if (smoothing.following() > 0) {
                out.putDouble(centre[s]);
            }
        }
    }

    void read(ByteBuffer in) {
        for (int s = 0; s < smoothed.length; s++) {
            smoothed[s] = in.getDouble();
            if (smoothing.following() > 0) {
                centre[s] = in.getDouble();
            }
        }
    }
}

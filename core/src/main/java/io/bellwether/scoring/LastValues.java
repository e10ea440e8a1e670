package io.bellwether.scoring;

import io.bellwether.series.Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What was seen last of every sensor of one asset: its value, for how long it has been missing, for how long it stands still. */
final class LastValues {
    private final double[] last; // (sensors) in the sensor's unit
    private final float[] scaled; // (sensors) the last one that was neither missing nor stuck; NaN = none yet
    private final int[] missing; // (sensors) frames since the last value
    private final int[] unchanged; // (sensors) frames for which the value has not changed
    private final boolean[] stuck; // (sensors)

    LastValues(int sensors) {
        last = new double[sensors];
        scaled = new float[sensors];
        missing = new int[sensors];
        unchanged = new int[sensors];
        stuck = new boolean[sensors];
        reset();
    }

    /** Forgets everything. */
    void reset() {
        Arrays.fill(last, Double.NaN);
        Arrays.fill(scaled, Float.NaN);
        Arrays.fill(missing, 0);
        Arrays.fill(unchanged, 0);
        Arrays.fill(stuck, false);
    }

    /** Takes the next frame. */
    void see(Frame frame, Scaler scaler, int[] flatLimits) {
        for (int s = 0; s < last.length; s++) {
            double value = frame.value(s);
            if (Double.isNaN(value)) {
                missing[s] = Math.min(missing[s] + 1, Integer.MAX_VALUE - 1);
                continue;
            }
            missing[s] = 0;
            unchanged[s] = value == last[s] ? Math.min(unchanged[s] + 1, Integer.MAX_VALUE - 1) : 0;
            last[s] = value;
            stuck[s] = flatLimits[s] > 0 && unchanged[s] >= flatLimits[s];
            if (!stuck[s]) {
                scaled[s] = scaler.scale(s, value);
            }
        }
    }

    /** Whether the newest frame has a value that can be believed. */
    boolean isFresh(int sensor) {
        return missing[sensor] == 0 && !stuck[sensor];
    }

    /** Whether there is a value that is not older than that many frames. */
    boolean isHeld(int sensor, long maxHoldFrames) {
        return missing[sensor] <= maxHoldFrames && !stuck[sensor] && !Float.isNaN(scaled[sensor]);
    }

    float scaled(int sensor) {
        return scaled[sensor];
    }

    boolean isStuck(int sensor) {
        return stuck[sensor];
    }

    void takeOverStillness(int sensor, LastValues other, int otherSensor) {
        last[sensor] = other.last[otherSensor];
        unchanged[sensor] = other.unchanged[otherSensor];
        stuck[sensor] = other.stuck[otherSensor];
    }

    int size() {
        return last.length * (Double.BYTES + Float.BYTES + 2 * Integer.BYTES + Byte.BYTES);
    }

    void write(ByteBuffer out) {
        for (int s = 0; s < last.length; s++) {
            out.putDouble(last[s]).putFloat(scaled[s]).putInt(missing[s]).putInt(unchanged[s]);
            out.put((byte) (stuck[s] ? 1 : 0));
        }
    }

    void read(ByteBuffer in) {
        for (int s = 0; s < last.length; s++) {
            last[s] = in.getDouble();
            scaled[s] = in.getFloat();
            missing[s] = in.getInt();
            unchanged[s] = in.getInt();
            stuck[s] = in.get() != 0;
        }
    }
}

package io.bellwether.scoring;

import io.bellwether.series.Frame;
import io.bellwether.series.Sensor;
import java.util.List;

/** The verdict on one frame of one asset. Immutable. */
public final class Score {
    private final long time;
    private final double value;
    private final double threshold;
    private final boolean warmingUp;
    private final double[] contributions; // (sensors) >= 0, add up to value
    private final double[] observed; // (sensors) in the sensor's unit, NaN = missing
    private final double[] expected; // (sensors) in the sensor's unit, NaN = none
    private final Scaler scaler;

    Score(
            Frame frame,
            double value,
            double threshold,
            boolean warmingUp,
            double[] contributions,
            double[] expected,
            Scaler scaler) {
        this.time = frame.time();
        this.value = value;
        this.threshold = threshold;
        this.warmingUp = warmingUp;
        this.contributions = contributions;
        this.observed = frame.values();
        this.expected = expected;
        this.scaler = scaler;
    }

    /** The slot of the frame, milliseconds since the epoch. */
    public long time() {
        return time;
    }

    /** The largest smoothed error of a voting sensor, in units of its spread, or what all together are if that is rarer; 0 or more. */
    public double value() {
        return value;
    }

    /** The threshold it is to be held against. */
    public double threshold() {
        return threshold;
    }

    /** Score over threshold: above 1 the frame counts as anomalous. */
    public double ratio() {
        return value / threshold;
    }

    /** Whether the network has seen too few frames for its word to count. */
    public boolean warmingUp() {
        return warmingUp;
    }

    public double contribution(int sensor) {
        return contributions[sensor];
    }

    public double observed(int sensor) {
        return observed[sensor];
    }

    public double expected(int sensor) {
        return expected[sensor];
    }

    /** {@link #value} as it is told: with seven digits. */
    public double toldValue() {
        return Digits.round(value);
    }

    /** {@link #contribution} as it is told: with seven digits. */
    public double toldContribution(int sensor) {
        return Digits.round(contributions[sensor]);
    }

    /** {@link #expected} as it is told: to a millionth of the sensor's standard deviation or better. */
    public double toldExpected(int sensor) {
        return scaler.told(sensor, expected[sensor]);
    }

    /** The {@code count} sensors that contribute most, the largest first; ties in frame order. */
    public List<Evidence> top(int count, List<Sensor> sensors) {
        int[] order = new int[Math.min(count, contributions.length)];
        Evidence[] top = new Evidence[top(order)];
        for (int n = 0; n < top.length; n++) {
            top[n] = evidence(order[n], sensors.get(order[n]));
        }
        return List.of(top);
    }

    /**
     * The sensors that contribute most, the largest first; ties in frame order.
     *
     * @param order out: their indices, as many as it holds
     * @return how many there are
     */
    public int top(int[] order) {
        int found = 0;
        for (int s = 0; s < contributions.length; s++) {
            double contribution = contributions[s];
            int place = found;
            if (found < order.length) {
                found++;
            } else if (found == 0 || contributions[order[--place]] >= contribution) {
                continue;
            }
            for (; place > 0 && contributions[order[place - 1]] < contribution; place--) {
                order[place] = order[place - 1];
            }
            order[place] = s;
        }
        return found;
    }

    /** What one sensor has to do with this score, as it is told. */
    public Evidence evidence(int sensor, Sensor named) {
        return new Evidence(
                named.name(), named.unit(), toldContribution(sensor), observed[sensor], toldExpected(sensor));
    }
}

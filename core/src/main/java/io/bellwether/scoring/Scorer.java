package io.bellwether.scoring;

import io.bellwether.series.Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores the frames of one asset: scale, compare with what the network expects, smooth the signed error of every sensor
 * (EWMA), measure it in units of its spread on held-out data, take the largest, or what all of them are together
 * ({@link WhitenedError}) if that is rarer. Immutable; the memory lives in a {@link State}.
 */
public final class Scorer {
    private final Expectation expectation;
    private final Scaler scaler;
    private final Calibration calibration;
    private final SensorCalibration[] normals; // (sensors) the calibration's
    private final int[] voters; // sensors that vote
    private final @Nullable WhitenedError whitened;
    private final double whitenedScale;
    private final double smoothing;
    private final long maxHoldFrames;
    private final int settledAfter; // frames: the moving average has then forgotten 95 % of where it began

    /**
     * A scorer for one asset.
     *
     * @param smoothing weight of the newest error in the moving average; in (0, 1], 1 = none
     * @param maxHoldFrames for this many frames a missing value is replaced by the last one seen
     */
    public Scorer(
            Expectation expectation, Scaler scaler, Calibration calibration, double smoothing, long maxHoldFrames) {
        if (scaler.size() != expectation.sensors() || calibration.sensors().size() != expectation.sensors()) {
            throw new IllegalArgumentException("the network takes " + expectation.sensors() + " sensors, the scaler "
                    + scaler.size() + ", the calibration "
                    + calibration.sensors().size());
        }
        if (!(smoothing > 0) || smoothing > 1) {
            throw new IllegalArgumentException("the smoothing must lie in (0, 1], not " + smoothing);
        }
        this.expectation = expectation;
        this.scaler = scaler;
        this.calibration = calibration;
        this.normals = calibration.sensors().toArray(SensorCalibration[]::new);
        this.voters = IntStream.range(0, normals.length)
                .filter(s -> normals[s].votes())
                .toArray();
        Whitening whitening = calibration.whitening();
        this.whitened = whitening == null ? null : new WhitenedError(voters.length, whitening.precision());
        this.whitenedScale = whitening == null ? 0 : whitening.scale();
        this.smoothing = smoothing;
        this.maxHoldFrames = maxHoldFrames;
        this.settledAfter = expectation.warmUp() + (int) Math.ceil(3 / smoothing);
    }

    /** The threshold that its scores are held against. */
    public double threshold() {
        return calibration.threshold();
    }

    /** A fresh memory. */
    public State newState() {
        return new State(expectation);
    }

    /** One step of the exponentially weighted moving average (Roberts 1959). */
    public static double smooth(double previous, double error, double smoothing) {
        return previous + smoothing * (error - previous);
    }

    /** Takes the next frame; allocates nothing but the score. */
    public Score score(Frame frame, State state) {
        int sensors = scaler.size();
        for (int s = 0; s < sensors; s++) {
            state.see(s, frame.value(s), normals[s].flatLimit());
            state.x[s] = input(s, frame.value(s), state);
        }
        boolean known = expectation.observe(state.x, state.memory, state.expected);
        state.frames = Math.min(state.frames + 1, Integer.MAX_VALUE - 1);
        state.warm = state.frames > expectation.warmUp();
        state.settled = state.frames > settledAfter;
        boolean warmingUp = !state.warm;
        state.compared = known && !warmingUp;
        if (state.compared) {
            state.hasExpected = true;
            for (int s = 0; s < sensors; s++) {
                if (state.missing[s] == 0 && !state.stuck[s]) {
                    double error = (double) state.x[s] - state.expected[s];
                    state.smoothed[s] = smooth(state.smoothed[s], error, smoothing);
                }
            }
        }
        return verdict(frame, state, warmingUp);
    }

    /** Holds the last value of a sensor that is briefly missing; after that the network's own word stands in for it. */
    private float input(int sensor, double value, State state) {
        if (state.missing[sensor] == 0 && !state.stuck[sensor]) {
            state.held[sensor] = scaler.scale(sensor, value);
            return state.held[sensor];
        }
        return isHeld(sensor, state) ? state.held[sensor] : state.memory.substitute(sensor);
    }

    private boolean isHeld(int sensor, State state) {
        return state.missing[sensor] <= maxHoldFrames && !state.stuck[sensor] && !Float.isNaN(state.held[sensor]);
    }

    private Score verdict(Frame frame, State state, boolean warmingUp) {
        int sensors = scaler.size();
        double[] contributions = new double[sensors];
        double[] expected = new double[sensors];
        for (int s = 0; s < sensors; s++) {
            expected[s] = state.hasExpected ? scaler.unscale(s, state.expected[s]) : Double.NaN;
        }
        double largest = 0;
        boolean anyVote = false;
        for (int v = 0; v < voters.length; v++) {
            int s = voters[v];
            state.z[v] = 0; // one that is missing says nothing
            if (isHeld(s, state)) {
                anyVote = true;
                state.z[v] = (state.smoothed[s] - normals[s].centre()) / normals[s].spread();
                largest = Math.max(largest, Math.abs(state.z[v]));
            }
        }
        double together = whitened == null ? 0 : whitenedScale * whitened.of(state.z, state.pulled);
        double value = warmingUp ? 0 : anyVote ? Math.max(largest, together) : state.lastValue;
        share(value, together > largest, state, contributions);
        state.lastValue = value;
        return new Score(frame, value, calibration.threshold(), warmingUp, contributions, expected, scaler);
    }

    /** Shares the score out among the sensors, by the squares that they put into it. */
    private void share(double value, boolean together, State state, double[] contributions) {
        double sum = 0;
        for (int v = 0; v < voters.length; v++) {
            double part = together && whitened != null ? whitened.gain(v, state.pulled) : state.z[v] * state.z[v];
            contributions[voters[v]] = part;
            sum += part;
        }
        for (int s : voters) {
            contributions[s] = sum > 0 ? value * (contributions[s] / sum) : 0;
        }
    }

    /** What a scorer remembers of one asset. */
    public static final class State {
        private final Expectation.State memory;
        private final double[] smoothed; // (sensors) scaled error, EWMA
        private final float[] held; // (sensors) last scaled value, NaN = none yet
        private final int[] missing; // (sensors) frames since the last value
        private final double[] last; // (sensors) last value, in the sensor's unit
        private final int[] unchanged; // (sensors) frames for which the value has not changed
        private final boolean[] stuck; // (sensors)
        private boolean compared; // of the newest frame only
        private boolean warm;
        private boolean settled;
        private int frames; // since the last fresh start
        private double lastValue;
        private boolean hasExpected;
        private final float[] expected; // (sensors) scaled
        private final float[] x; // (sensors) scratch: the network's input
        private final double[] z; // (voters) scratch: errors in units of their spread
        private final double[] pulled; // (voters) scratch of the whitened error

        private State(Expectation expectation) {
            int sensors = expectation.sensors();
            memory = expectation.newState();
            smoothed = new double[sensors];
            held = new float[sensors];
            missing = new int[sensors];
            last = new double[sensors];
            unchanged = new int[sensors];
            stuck = new boolean[sensors];
            expected = new float[sensors];
            x = new float[sensors];
            z = new double[sensors];
            pulled = new double[sensors];
            reset();
        }

        /** Forgets everything: after a gap that is too long to bridge. */
        public void reset() {
            memory.reset();
            Arrays.fill(smoothed, 0);
            Arrays.fill(held, Float.NaN);
            Arrays.fill(missing, 0);
            Arrays.fill(last, Double.NaN);
            Arrays.fill(unchanged, 0);
            Arrays.fill(stuck, false);
            frames = 0;
            warm = false;
            settled = false;
            lastValue = 0;
            hasExpected = false;
        }

        /** Whether this sensor has not changed for longer than it ever did in training. */
        public boolean isStuck(int sensor) {
            return stuck[sensor];
        }

        /** Whether the newest frame was compared with an expectation: not in warm-up, nor between strides. */
        public boolean isCompared() {
            return compared;
        }

        /** Whether it has seen enough frames for its scores to count. */
        public boolean isWarm() {
            return warm;
        }

        /** Whether its moving averages have forgotten that they began at zero, too: it may speak for another now. */
        public boolean isSettled() {
            return settled;
        }

        /** Takes over how long a sensor has stood still from the state of another model that has seen the same readings. */
        public void takeOverStillness(int sensor, State other, int otherSensor) {
            last[sensor] = other.last[otherSensor];
            unchanged[sensor] = other.unchanged[otherSensor];
            stuck[sensor] = other.stuck[otherSensor];
        }

        private void see(int sensor, double value, int flatLimit) {
            if (Double.isNaN(value)) {
                missing[sensor] = Math.min(missing[sensor] + 1, Integer.MAX_VALUE - 1);
                return;
            }
            missing[sensor] = 0;
            unchanged[sensor] = value == last[sensor] ? Math.min(unchanged[sensor] + 1, Integer.MAX_VALUE - 1) : 0;
            last[sensor] = value;
            stuck[sensor] = flatLimit > 0 && unchanged[sensor] >= flatLimit;
        }

        /** The bytes {@link #write} needs. */
        public int size() {
            int perSensor = 2 * Double.BYTES + 2 * Float.BYTES + 2 * Integer.BYTES + Byte.BYTES;
            return memory.size() + smoothed.length * perSensor + Integer.BYTES + Double.BYTES + 3 * Byte.BYTES;
        }

        /** Writes this state. */
        public void write(ByteBuffer out) {
            memory.write(out);
            for (int s = 0; s < smoothed.length; s++) {
                out.putDouble(smoothed[s]).putDouble(last[s]).putFloat(held[s]).putFloat(expected[s]);
                out.putInt(missing[s]).putInt(unchanged[s]).put((byte) (stuck[s] ? 1 : 0));
            }
            out.putInt(frames)
                    .put((byte) (warm ? 1 : 0))
                    .put((byte) (settled ? 1 : 0))
                    .putDouble(lastValue)
                    .put((byte) (hasExpected ? 1 : 0));
        }

        /** Takes the state that {@link #write} left. */
        public void read(ByteBuffer in) {
            memory.read(in);
            for (int s = 0; s < smoothed.length; s++) {
                smoothed[s] = in.getDouble();
                last[s] = in.getDouble();
                held[s] = in.getFloat();
                expected[s] = in.getFloat();
                missing[s] = in.getInt();
                unchanged[s] = in.getInt();
                stuck[s] = in.get() != 0;
            }
            frames = in.getInt();
            warm = in.get() != 0;
            settled = in.get() != 0;
            lastValue = in.getDouble();
            hasExpected = in.get() != 0;
        }
    }
}

package io.bellwether.scoring;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Scores the frames of one asset by what one ensemble expects: the signed error of every sensor, smoothed (EWMA), in units
 * of its spread on held-out data; the largest of them, or what all of them are together ({@link WhitenedError}) if that is
 * rarer. Immutable; the memory lives in a {@link State}.
 */
final class EnsembleScorer {
    private final Expectation expectation;
    private final double[] centre; // (sensors)
    private final double[] spread; // (sensors)
    private final int[] voters; // sensors that vote
    private final @Nullable WhitenedError whitened;
    private final double whitenedScale;
    private final double scale;
    private final double smoothing;
    private final long maxHoldFrames;

    EnsembleScorer(Expectation expectation, EnsembleCalibration normal, double smoothing, long maxHoldFrames) {
        int sensors = normal.sensors().size();
        if (sensors != expectation.sensors()) {
            throw new IllegalArgumentException(
                    "the network takes " + expectation.sensors() + " sensors, the calibration " + sensors);
        }
        if (!(smoothing > 0) || smoothing > 1) {
            throw new IllegalArgumentException("the smoothing must lie in (0, 1], not " + smoothing);
        }
        this.expectation = expectation;
        centre =
                normal.sensors().stream().mapToDouble(SensorCalibration::centre).toArray();
        spread =
                normal.sensors().stream().mapToDouble(SensorCalibration::spread).toArray();
        voters = IntStream.range(0, sensors)
                .filter(s -> normal.sensors().get(s).votes())
                .toArray();
        Whitening whitening = normal.whitening();
        whitened = whitening == null ? null : new WhitenedError(voters.length, whitening.precision());
        whitenedScale = whitening == null ? 0 : whitening.scale();
        scale = normal.scale();
        this.smoothing = smoothing;
        this.maxHoldFrames = maxHoldFrames;
    }

    /** How many frames after a fresh start its word is worth nothing yet. */
    int warmUp() {
        return expectation.warmUp();
    }

    /** How many frames after a fresh start its moving averages have forgotten 95 % of where they began. */
    int settledAfter() {
        return expectation.warmUp() + (int) Math.ceil(3 / smoothing);
    }

    State newState() {
        return new State(expectation);
    }

    /**
     * Takes the next frame; allocates nothing. A sensor that is briefly missing is fed its last value; after that the
     * network's own word stands in for it.
     *
     * @param frames since the last fresh start, with this one
     * @return whether the frame was compared with an expectation: not in warm-up, nor between strides
     */
    boolean observe(LastValues values, int frames, State state) {
        for (int s = 0; s < centre.length; s++) {
            state.x[s] = values.isHeld(s, maxHoldFrames) ? values.scaled(s) : state.memory.substitute(s);
        }
        boolean known = expectation.observe(state.x, state.memory, state.expected);
        if (!known || frames <= expectation.warmUp()) {
            return false;
        }
        state.hasExpected = true;
        for (int s = 0; s < centre.length; s++) {
            if (values.isFresh(s)) {
                double error = (double) state.x[s] - state.expected[s];
                state.smoothed[s] = Scorer.smooth(state.smoothed[s], error, smoothing);
            }
        }
        return true;
    }

    /** Its score of the newest frame; negative when no voting sensor has a value. Allocates nothing. */
    double score(LastValues values, State state) {
        double largest = -1;
        for (int v = 0; v < voters.length; v++) {
            int s = voters[v];
            state.z[v] = 0; // one that is missing says nothing
            if (values.isHeld(s, maxHoldFrames)) {
                state.z[v] = (state.smoothed[s] - centre[s]) / spread[s];
                largest = Math.max(largest, Math.abs(state.z[v]));
            }
        }
        if (largest < 0) {
            state.whitened = 0;
            state.together = false;
            return -1;
        }
        state.whitened = whitened == null ? 0 : whitened.of(state.z, state.pulled);
        state.together = whitenedScale * state.whitened > largest;
        return scale * Math.max(largest, whitenedScale * state.whitened);
    }

    /**
     * Shares the score of the newest frame out among the sensors, by the squares that they put into it.
     *
     * @param contributions (sensors) out, zeros before
     */
    void share(double value, State state, double[] contributions) {
        double sum = 0;
        for (int v = 0; v < voters.length; v++) {
            double part = state.together && whitened != null ? whitened.gain(v, state.pulled) : state.z[v] * state.z[v];
            contributions[voters[v]] = part;
            sum += part;
        }
        for (int s : voters) {
            contributions[s] = sum > 0 ? value * (contributions[s] / sum) : 0;
        }
    }

    /** What its score of the newest frame would be, had this sensor read as expected: by the network, and given the others. */
    double counterfactual(int sensor, State state) {
        double largest = 0;
        double square = state.whitened * state.whitened;
        for (int v = 0; v < voters.length; v++) {
            if (voters[v] != sensor) {
                largest = Math.max(largest, Math.abs(state.z[v]));
            } else if (whitened != null) {
                square = Math.max(0, square - whitened.gain(v, state.pulled));
            }
        }
        return scale * Math.max(largest, whitenedScale * Math.sqrt(square));
    }

    /** What the ensemble remembers of one asset. */
    static final class State {
        private final Expectation.State memory;
        private final double[] smoothed; // (sensors) scaled error, EWMA
        private final float[] expected; // (sensors) scaled
        private boolean hasExpected;
        private final float[] x; // (sensors) scratch: the network's input
        private final double[] z; // (voters) of the newest frame: errors in units of their spread
        private final double[] pulled; // (voters) of the newest frame: those, whitened
        private double whitened; // of the newest frame
        private boolean together; // of the newest frame: whether all together were rarer than the largest

        private State(Expectation expectation) {
            int sensors = expectation.sensors();
            memory = expectation.newState();
            smoothed = new double[sensors];
            expected = new float[sensors];
            x = new float[sensors];
            z = new double[sensors];
            pulled = new double[sensors];
        }

        /** Forgets everything. */
        void reset() {
            memory.reset();
            Arrays.fill(smoothed, 0);
            hasExpected = false;
        }

        boolean hasExpected() {
            return hasExpected;
        }

        /** The scaled value that was expected last. */
        float expected(int sensor) {
            return expected[sensor];
        }

        int size() {
            return memory.size() + smoothed.length * (Double.BYTES + Float.BYTES) + Byte.BYTES;
        }

        void write(ByteBuffer out) {
            memory.write(out);
            for (int s = 0; s < smoothed.length; s++) {
                out.putDouble(smoothed[s]).putFloat(expected[s]);
            }
            out.put((byte) (hasExpected ? 1 : 0));
        }

        void read(ByteBuffer in) {
            memory.read(in);
            for (int s = 0; s < smoothed.length; s++) {
                smoothed[s] = in.getDouble();
                expected[s] = in.getFloat();
            }
            hasExpected = in.get() != 0;
        }
    }
}

package io.bellwether.scoring;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Scores the errors of one ensemble on one asset, averaged in one way, in units of their spread on held-out data: what the
 * voting sensors' errors are together, or the largest of one of them, adjusted for the others, if that is rarer
 * ({@link WhitenedError}); the largest as it is where nothing is known of how they go together. Immutable; the memory lives in
 * a {@link State}.
 */
final class ErrorScorer {
    private final Smoothing smoothing;
    private final double[] centre; // (sensors)
    private final double[] spread; // (sensors)
    private final int[] voters; // sensors that vote
    private final @Nullable WhitenedError whitened;
    private final double adjustedScale;
    private final double scale;

    ErrorScorer(ErrorCalibration normal, Smoothing smoothing, int[] voters) {
        this.smoothing = smoothing;
        this.voters = voters;
        centre = normal.centre().stream().mapToDouble(Double::doubleValue).toArray();
        spread = normal.spread().stream().mapToDouble(Double::doubleValue).toArray();
        Whitening whitening = normal.whitening();
        whitened = whitening == null ? null : new WhitenedError(voters.length, whitening.precision());
        adjustedScale = whitening == null ? 0 : whitening.scale();
        scale = normal.scale();
    }

    State newState() {
        return new State();
    }

    /**
     * The score of the newest frame; allocates nothing.
     *
     * @param present (voters) which of them have a value; one that has none says nothing
     */
    double score(boolean[] present, State state) {
        double largest = 0;
        for (int v = 0; v < voters.length; v++) {
            double z = present[v] ? state.average.z(voters[v]) : 0;
            state.z[v] = z;
            largest = Math.max(largest, Math.abs(z));
        }
        if (whitened == null) {
            return scale * largest;
        }
        state.together = whitened.of(state.z, state.pulled);
        return scale * Math.max(state.together, adjustedScale * whitened.largestAdjusted(state.pulled));
    }

    /**
     * Shares the score of the newest frame out among the sensors, by the squares that they put into it: what the square would
     * be less, had the sensor read what the others let expect of it.
     *
     * @param contributions (sensors) out, zeros before
     */
    void share(double value, State state, double[] contributions) {
        double sum = 0;
        for (int v = 0; v < voters.length; v++) {
            double part = whitened == null ? state.z[v] * state.z[v] : whitened.gain(v, state.pulled);
            contributions[voters[v]] = part;
            sum += part;
        }
        for (int s : voters) {
            contributions[s] = sum > 0 ? value * (contributions[s] / sum) : 0;
        }
    }

    /** What the score of the newest frame would be, had this sensor read what is expected: by the network, given the others. */
    double counterfactual(int sensor, State state) {
        double square = 0; // of the largest left
        double together = state.together * state.together;
        int at = voterOf(sensor);
        for (int v = 0; v < voters.length; v++) {
            if (v == at) {
                together -= whitened == null ? 0 : whitened.gain(v, state.pulled);
            } else if (whitened == null) {
                square = Math.max(square, state.z[v] * state.z[v]);
            } else {
                square = Math.max(
                        square, at < 0 ? whitened.gain(v, state.pulled) : whitened.gainWithout(at, v, state.pulled));
            }
        }
        return whitened == null
                ? scale * Math.sqrt(square)
                : scale * Math.max(Math.sqrt(Math.max(0, together)), adjustedScale * Math.sqrt(square));
    }

    /** Where the sensor stands among those that vote; -1 = nowhere. */
    private int voterOf(int sensor) {
        for (int v = 0; v < voters.length; v++) {
            if (voters[v] == sensor) {
                return v;
            }
        }
        return -1;
    }

    /** What it remembers of one asset. */
    final class State {
        private final ErrorAverage average = new ErrorAverage(smoothing, centre, spread);
        private final double[] z = new double[voters.length]; // of the newest frame
        private final double[] pulled = new double[voters.length]; // of the newest frame: those, whitened
        private double together; // of the newest frame: W

        private State() {}

        void reset() {
            average.reset();
        }

        void take(int sensor, double error) {
            average.take(sensor, error);
        }

        int size() {
            return average.size();
        }

        void write(ByteBuffer out) {
            average.write(out);
        }

        void read(ByteBuffer in) {
            average.read(in);
        }
    }
}

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
    private final @Nullable FaultDirections directions;
    private final double adjustedScale;
    private final double scale;

    ErrorScorer(ErrorCalibration normal, Smoothing smoothing, int[] voters, double @Nullable [] response) {
        this.smoothing = smoothing;
        this.voters = voters;
        centre = normal.centre().stream().mapToDouble(Double::doubleValue).toArray();
        spread = normal.spread().stream().mapToDouble(Double::doubleValue).toArray();
        Whitening whitening = normal.whitening();
        whitened = whitening == null ? null : new WhitenedError(voters.length, whitening.precision());
        adjustedScale = whitening == null ? 0 : whitening.scale();
        directions = response == null ? null : new FaultDirections(response, spread, voters, whitened);
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
            state.gain[v] = z * z;
            largest = Math.max(largest, Math.abs(z));
        }
        if (whitened == null) {
            state.score = scale * largest;
        } else {
            state.together = whitened.of(state.z, state.pulled);
            state.score = scale
                    * Math.max(state.together, adjustedScale * whitened.largestAdjusted(state.pulled, state.gain));
        }
        return state.score;
    }

    /**
     * Shares the square of its score of the newest frame out among the sensors, by what the square of their errors would be
     * less, had the sensor read what the others let expect of it.
     *
     * @param present (voters) which of them have a value
     * @param shares (voters) out: to add to
     * @return the sum of what was added
     */
    double share(boolean[] present, State state, double[] shares) {
        double[] gains = directions == null ? state.gain : directions.gains(pulled(state), state.along);
        double sum = 0;
        for (int v = 0; v < voters.length; v++) {
            sum += present[v] ? gains[v] : 0;
        }
        if (!(sum > 0)) {
            return 0;
        }
        double square = state.score * state.score;
        double weight = square / sum;
        for (int v = 0; v < voters.length; v++) {
            shares[v] = Math.fma(weight, present[v] ? gains[v] : 0, shares[v]);
        }
        return square;
    }

    /** What the square of the voters' errors would be less, had this one read what the others let expect. */
    private double gain(int v, State state) {
        return directions == null ? state.gain[v] : directions.gain(v, pulled(state));
    }

    private double[] pulled(State state) {
        return whitened == null ? state.z : state.pulled;
    }

    /**
     * What the score of the newest frame would be, had this sensor read what is expected: by the network, given the others.
     *
     * @param at its place among the voters
     */
    double counterfactual(int at, State state) {
        double square = 0; // of the largest left
        for (int v = 0; v < voters.length; v++) {
            square = Math.max(square, squareWithout(at, v, state));
        }
        if (whitened == null) {
            return scale * Math.sqrt(square);
        }
        double together = Math.max(0, state.together * state.together - gain(at, state));
        return scale * Math.max(Math.sqrt(together), adjustedScale * Math.sqrt(square));
    }

    /** The square of a voter's own error, adjusted for the others where that is known, had another one read as expected. */
    private double squareWithout(int at, int v, State state) {
        if (directions != null) {
            double left = directions.pulledWithout(at, v, pulled(state));
            return whitened == null ? left * left : whitened.gain(v, left);
        }
        if (v == at) {
            return 0;
        }
        return whitened == null ? state.gain[v] : whitened.gainWithout(at, v, state.pulled);
    }

    /** What it remembers of one asset. */
    final class State {
        private final ErrorAverage average = new ErrorAverage(smoothing, centre, spread);
        private final double[] z = new double[voters.length]; // of the newest frame
        private final double[] pulled = new double[voters.length]; // of the newest frame: those, whitened
        private final double[] gain =
                new double[voters.length]; // of the newest frame: what each alone takes off its square
        private final double[] along = new double[voters.length]; // scratch: gains along the directions
        private double together; // of the newest frame: W
        private double score; // of the newest frame

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

package io.bellwether.scoring;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Scores the frames of one asset by what one ensemble expects: the signed error of every sensor, averaged in several ways,
 * each with a score of its own ({@link ErrorScorer}); the largest counts. Immutable; the memory lives in a {@link State}.
 */
final class EnsembleScorer {
    private final Expectation expectation;
    private final int sensors;
    private final ErrorScorer[] scorers; // one for each smoothing
    private final int settledAfter;
    private final long maxHoldFrames;

    EnsembleScorer(Scorer.Ensemble ensemble, EnsembleCalibration normal, int[] voters, long maxHoldFrames) {
        List<Smoothing> smoothings = ensemble.smoothings();
        if (smoothings.isEmpty() || normal.errors().size() != smoothings.size()) {
            throw new IllegalArgumentException("the ensemble has " + smoothings.size() + " smoothings, its calibration "
                    + normal.errors().size());
        }
        expectation = ensemble.expectation();
        sensors = expectation.sensors();
        if (normal.errors().get(0).centre().size() != sensors) {
            throw new IllegalArgumentException("the network takes " + sensors + " sensors, the calibration "
                    + normal.errors().get(0).centre().size());
        }
        scorers = new ErrorScorer[smoothings.size()];
        int slowest = 0;
        for (int e = 0; e < scorers.length; e++) {
            scorers[e] = new ErrorScorer(normal.errors().get(e), smoothings.get(e), voters, expectation.response());
            slowest = Math.max(slowest, smoothings.get(e).settledAfter());
        }
        settledAfter = expectation.warmUp() + slowest;
        this.maxHoldFrames = maxHoldFrames;
    }

    /** How many frames after a fresh start its word is worth nothing yet. */
    int warmUp() {
        return expectation.warmUp();
    }

    /** How many frames after a fresh start its moving averages have forgotten 95 % of where they began. */
    int settledAfter() {
        return settledAfter;
    }

    State newState() {
        return new State();
    }

    /**
     * Takes the next frame; allocates nothing. A sensor that is briefly missing is fed its last value; after that the
     * network's own word stands in for it.
     *
     * @param frames since the last fresh start, with this one
     * @return whether the frame was compared with an expectation: not in warm-up, nor between strides
     */
    boolean observe(LastValues values, int frames, State state) {
        for (int s = 0; s < sensors; s++) {
            state.x[s] = values.isHeld(s, maxHoldFrames) ? values.scaled(s) : state.memory.substitute(s);
        }
        boolean known = expectation.observe(state.x, state.memory, state.expected);
        if (!known || frames <= expectation.warmUp()) {
            return false;
        }
        state.hasExpected = true;
        for (ErrorScorer.State errors : state.errors) {
            for (int s = 0; s < sensors; s++) {
                if (values.isFresh(s)) {
                    errors.take(s, (double) state.x[s] - state.expected[s]);
                }
            }
        }
        return true;
    }

    /**
     * Its score of the newest frame; allocates nothing.
     *
     * @param present (voters) which of them have a value
     */
    double score(boolean[] present, State state) {
        double largest = 0;
        for (int e = 0; e < scorers.length; e++) {
            largest = Math.max(largest, scorers[e].score(present, state.errors[e]));
        }
        return largest;
    }

    /**
     * Shares the squares of its scores of the newest frame out among the sensors.
     *
     * @param present (voters) which of them have a value
     * @param shares (voters) out: to add to
     * @return the sum of what was added
     */
    double share(boolean[] present, State state, double[] shares) {
        double sum = 0;
        for (int e = 0; e < scorers.length; e++) {
            sum += scorers[e].share(present, state.errors[e], shares);
        }
        return sum;
    }

    /**
     * What its score of the newest frame would be, had this sensor read as expected.
     *
     * @param at its place among the voters
     */
    double counterfactual(int at, State state) {
        double largest = 0;
        for (int e = 0; e < scorers.length; e++) {
            largest = Math.max(largest, scorers[e].counterfactual(at, state.errors[e]));
        }
        return largest;
    }

    /** What the ensemble remembers of one asset. */
    final class State {
        private final Expectation.State memory = expectation.newState();
        private final ErrorScorer.State[] errors = new ErrorScorer.State[scorers.length];
        private final float[] expected = new float[sensors]; // scaled
        private boolean hasExpected;
        private final float[] x = new float[sensors]; // scratch: the network's input

        private State() {
            for (int e = 0; e < errors.length; e++) {
                errors[e] = scorers[e].newState();
            }
        }

        /** Forgets everything. */
        void reset() {
            memory.reset();
            for (ErrorScorer.State each : errors) {
                each.reset();
            }
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
            int bytes = memory.size() + sensors * Float.BYTES + Byte.BYTES;
            for (ErrorScorer.State each : errors) {
                bytes += each.size();
            }
            return bytes;
        }

        void write(ByteBuffer out) {
            memory.write(out);
            for (ErrorScorer.State each : errors) {
                each.write(out);
            }
            for (float value : expected) {
                out.putFloat(value);
            }
            out.put((byte) (hasExpected ? 1 : 0));
        }

        void read(ByteBuffer in) {
            memory.read(in);
            for (ErrorScorer.State each : errors) {
                each.read(in);
            }
            for (int s = 0; s < sensors; s++) {
                expected[s] = in.getFloat();
            }
            hasExpected = in.get() != 0;
        }
    }
}

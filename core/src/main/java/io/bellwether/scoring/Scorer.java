package io.bellwether.scoring;

import io.bellwether.series.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores the frames of one asset: scale, let every ensemble of the model judge it ({@link EnsembleScorer}), take the
 * largest of their scores. Immutable; the memory lives in a {@link State}.
 */
public final class Scorer {
    private final EnsembleScorer[] ensembles;
    private final Scaler scaler;
    private final double threshold;
    private final int[] flatLimits; // (sensors)
    private final int[] voters; // sensors that vote
    private final long maxHoldFrames;
    private final int warmUp; // frames
    private final int settledAfter; // frames: the moving averages have then forgotten 95 % of where they began

    /**
     * A scorer for one asset.
     *
     * @param ensembles as many as the calibration knows
     * @param maxHoldFrames for this many frames a missing value is replaced by the last one seen
     */
    public Scorer(List<Ensemble> ensembles, Scaler scaler, Calibration calibration, long maxHoldFrames) {
        List<SensorRule> rules = calibration.sensors();
        if (scaler.size() != rules.size()) {
            throw new IllegalArgumentException(
                    "the scaler takes " + scaler.size() + " sensors, the calibration " + rules.size());
        }
        if (ensembles.size() != calibration.ensembles().size()) {
            throw new IllegalArgumentException("the model has " + ensembles.size() + " ensembles, the calibration "
                    + calibration.ensembles().size());
        }
        voters = IntStream.range(0, rules.size())
                .filter(s -> rules.get(s).votes())
                .toArray();
        List<EnsembleScorer> scorers = new ArrayList<>();
        for (int e = 0; e < ensembles.size(); e++) {
            scorers.add(
                    new EnsembleScorer(ensembles.get(e), calibration.ensembles().get(e), voters, maxHoldFrames));
        }
        this.ensembles = scorers.toArray(EnsembleScorer[]::new);
        this.scaler = scaler;
        this.threshold = calibration.threshold();
        this.flatLimits = rules.stream().mapToInt(SensorRule::flatLimit).toArray();
        this.maxHoldFrames = maxHoldFrames;
        this.warmUp = scorers.stream().mapToInt(EnsembleScorer::warmUp).max().orElseThrow();
        this.settledAfter =
                scorers.stream().mapToInt(EnsembleScorer::settledAfter).max().orElseThrow();
    }

    /**
     * Networks of one kind, and how their errors are smoothed.
     *
     * @param expectation what they expect
     * @param smoothings how their errors are averaged; each way has a score of its own
     */
    public record Ensemble(Expectation expectation, List<Smoothing> smoothings) {
        public Ensemble {
            smoothings = List.copyOf(smoothings);
        }
    }

    /** The threshold that its scores are held against. */
    public double threshold() {
        return threshold;
    }

    /** A fresh memory. */
    public State newState() {
        return new State();
    }

    /** Takes the next frame; allocates nothing but the score. */
    public Score score(Frame frame, State state) {
        state.values.see(frame, scaler, flatLimits);
        state.frames = Math.min(state.frames + 1, Integer.MAX_VALUE - 1);
        state.warm = state.frames > warmUp;
        state.settled = state.frames > settledAfter;
        state.compared = false;
        boolean anyPresent = state.lookForVoters();
        double largest = -1;
        int strictest = 0;
        for (int e = 0; e < ensembles.length; e++) {
            state.compared |= ensembles[e].observe(state.values, state.frames, state.ensembles[e]);
            double own = ensembles[e].score(state.present, state.ensembles[e]);
            if (own > largest) {
                largest = own;
                strictest = e;
            }
        }
        state.compared &= state.warm;
        state.lastValue = !state.warm ? 0 : anyPresent ? largest : state.lastValue;
        return verdict(frame, strictest, state);
    }

    private Score verdict(Frame frame, int strictest, State state) {
        EnsembleScorer.State memory = state.ensembles[strictest];
        double[] contributions = new double[scaler.size()];
        double[] expected = new double[scaler.size()];
        for (int s = 0; s < expected.length; s++) {
            expected[s] = memory.hasExpected() ? scaler.unscale(s, memory.expected(s)) : Double.NaN;
        }
        share(state, contributions);
        return new Score(frame, state.lastValue, threshold, !state.warm, contributions, expected, scaler);
    }

    /**
     * Shares the score out among the sensors, by the evidence of all ensembles: each counts by the square of its own score.
     *
     * @param contributions (sensors) out, zeros before
     */
    private void share(State state, double[] contributions) {
        double[] shares = state.shares;
        Arrays.fill(shares, 0);
        double sum = 0;
        for (int e = 0; e < ensembles.length; e++) {
            sum += ensembles[e].share(state.present, state.ensembles[e], shares);
        }
        double part = sum > 0 ? state.lastValue / sum : 0;
        for (int v = 0; v < voters.length; v++) {
            contributions[voters[v]] = part * shares[v];
        }
    }

    /**
     * What the score of the newest frame would have been, had this sensor read what is expected of it, and all others as
     * they did: by the network, and where the sensors are taken together, by what the others let expect.
     */
    public double counterfactual(int sensor, State state) {
        int at = voterOf(sensor);
        if (at < 0 || !state.present[at]) {
            return state.lastValue; // in which it has no part
        }
        double largest = 0;
        for (int e = 0; e < ensembles.length; e++) {
            largest = Math.max(largest, ensembles[e].counterfactual(at, state.ensembles[e]));
        }
        return Math.min(largest, state.lastValue);
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

    /** {@link #counterfactual} as it is told: with seven digits. */
    public double toldCounterfactual(int sensor, State state) {
        return Digits.round(counterfactual(sensor, state));
    }

    /** What a scorer remembers of one asset. */
    public final class State {
        private final LastValues values;
        private final EnsembleScorer.State[] ensembles;
        private final boolean[] present = new boolean[voters.length]; // of the newest frame: who has a value
        private final double[] shares = new double[voters.length]; // scratch
        private boolean compared; // of the newest frame only
        private boolean warm;
        private boolean settled;
        private int frames; // since the last fresh start
        private double lastValue;

        private State() {
            values = new LastValues(scaler.size());
            ensembles = new EnsembleScorer.State[Scorer.this.ensembles.length];
            for (int e = 0; e < ensembles.length; e++) {
                ensembles[e] = Scorer.this.ensembles[e].newState();
            }
        }

        /** Forgets everything: after a gap that is too long to bridge. */
        public void reset() {
            values.reset();
            for (EnsembleScorer.State ensemble : ensembles) {
                ensemble.reset();
            }
            frames = 0;
            warm = false;
            settled = false;
            lastValue = 0;
        }

        private boolean lookForVoters() {
            boolean any = false;
            for (int v = 0; v < voters.length; v++) {
                present[v] = values.isHeld(voters[v], maxHoldFrames);
                any |= present[v];
            }
            return any;
        }

        /** Whether this sensor has not changed for longer than it ever did in training. */
        public boolean isStuck(int sensor) {
            return values.isStuck(sensor);
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
            values.takeOverStillness(sensor, other.values, otherSensor);
        }

        /** The bytes {@link #write} needs. */
        public int size() {
            int bytes = values.size() + Integer.BYTES + Double.BYTES + 2 * Byte.BYTES;
            for (EnsembleScorer.State ensemble : ensembles) {
                bytes += ensemble.size();
            }
            return bytes;
        }

        /** Writes this state. */
        public void write(ByteBuffer out) {
            values.write(out);
            for (EnsembleScorer.State ensemble : ensembles) {
                ensemble.write(out);
            }
            out.putInt(frames).putDouble(lastValue);
            out.put((byte) (warm ? 1 : 0)).put((byte) (settled ? 1 : 0));
        }

        /** Takes the state that {@link #write} left. */
        public void read(ByteBuffer in) {
            values.read(in);
            for (EnsembleScorer.State ensemble : ensembles) {
                ensemble.read(in);
            }
            frames = in.getInt();
            lastValue = in.getDouble();
            warm = in.get() != 0;
            settled = in.get() != 0;
        }
    }
}

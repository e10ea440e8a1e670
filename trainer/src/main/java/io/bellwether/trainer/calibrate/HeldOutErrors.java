package io.bellwether.trainer.calibrate;

import io.bellwether.network.Network;
import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.EnsembleCalibration;
import io.bellwether.scoring.Expectation;
import io.bellwether.scoring.Score;
import io.bellwether.scoring.Scorer;
import io.bellwether.scoring.SensorCalibration;
import io.bellwether.series.Frame;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.fit.ScaledSeries;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The smoothed scaled errors of one asset, each frame judged by the network that was trained without its block. The
 * production {@link Scorer} runs over the frames, so that warm-up, held values and stuck sensors are treated as they will be; frames in which a value is missing give no error.
 * Immutable.
 */
final class HeldOutErrors {
    private final int sensors;
    private final double[] smoothed; // (frames, sensors) NaN = no error

    /**
     * Scores every block with its own network.
     *
     * @param members (folds) the networks
     * @param flatLimits (sensors) frames without change that mean a sensor is stuck
     */
    HeldOutErrors(
            ScaledSeries series,
            List<SensorSummary> summaries,
            List<Network> members,
            List<Integer> flatLimits,
            CalibrationConfig config,
            long maxHoldFrames) {
        FrameSeries frames = series.frames();
        sensors = frames.sensors();
        double[] errors = new double[frames.frames() * sensors];
        Arrays.fill(errors, Double.NaN);
        EnsembleCalibration plain =
                new EnsembleCalibration(Collections.nCopies(sensors, new SensorCalibration(0, 1, true)), null, 1);
        Calibration neutral = new Calibration(flatLimits, List.of(plain), 1);
        int stride = config.stride(members.get(0).shape().kind());
        for (int block = 0; block < members.size(); block++) {
            Expectation expectation = Expectation.of(List.of(members.get(block)), stride);
            Scorer scorer = new Scorer(
                    List.of(new Scorer.Ensemble(expectation, config.smoothing())),
                    series.scaler(),
                    neutral,
                    maxHoldFrames);
            for (Stretch part : series.folds().block(block)) {
                score(scorer, series, summaries, part, errors);
            }
        }
        smoothed = smooth(frames.stretches(), errors, config.smoothing());
    }

    /** Runs from the beginning of the stretch, for the memory's sake, and keeps the errors of the part. */
    private void score(
            Scorer scorer, ScaledSeries series, List<SensorSummary> summaries, Stretch part, double[] errors) {
        FrameSeries frames = series.frames();
        Scorer.State state = scorer.newState();
        Frame frame = new Frame(sensors);
        for (int f = startOf(frames.stretches(), part); f < part.to(); f++) {
            frames.fill(f, frame);
            Score score = scorer.score(frame, state);
            if (f < part.from() || !state.isCompared()) {
                continue;
            }
            for (int s = 0; s < sensors; s++) {
                double expected = score.expected(s);
                if (!Double.isNaN(score.observed(s)) && !Double.isNaN(expected) && !state.isStuck(s)) {
                    SensorSummary summary = summaries.get(s);
                    errors[f * sensors + s] =
                            series.scaler().scale(s, score.observed(s)) - (expected - summary.mean()) / summary.scale();
                }
            }
        }
    }

    private static int startOf(List<Stretch> stretches, Stretch part) {
        for (Stretch stretch : stretches) {
            if (part.from() >= stretch.from() && part.from() < stretch.to()) {
                return stretch.from();
            }
        }
        throw new IllegalArgumentException(part + " is in none of the stretches");
    }

    /** One moving average over all blocks, begun afresh with every stretch, as in production. */
    private double[] smooth(List<Stretch> stretches, double[] errors, double smoothing) {
        double[] out = new double[errors.length];
        Arrays.fill(out, Double.NaN);
        for (Stretch stretch : stretches) {
            for (int s = 0; s < sensors; s++) {
                double average = 0;
                for (int at = stretch.from() * sensors + s; at < stretch.to() * sensors; at += sensors) {
                    if (!Double.isNaN(errors[at])) {
                        average = Scorer.smooth(average, errors[at], smoothing);
                        out[at] = average;
                    }
                }
            }
        }
        return out;
    }

    /** The number of frames, with or without errors. */
    int frames() {
        return smoothed.length / sensors;
    }

    /** The smoothed scaled error; NaN where there is none. */
    double smoothed(int frame, int sensor) {
        return smoothed[frame * sensors + sensor];
    }
}

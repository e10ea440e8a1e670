package io.bellwether.trainer.calibrate;

import io.bellwether.network.Network;
import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.EnsembleCalibration;
import io.bellwether.scoring.ErrorCalibration;
import io.bellwether.scoring.Expectation;
import io.bellwether.scoring.Score;
import io.bellwether.scoring.Scorer;
import io.bellwether.scoring.SensorRule;
import io.bellwether.scoring.Smoothing;
import io.bellwether.series.Frame;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.fit.ScaledSeries;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The scaled errors of one ensemble on one asset, each frame judged by networks that are chosen by its block: usually the
 * one that was trained without it. The production {@link Scorer} runs over the frames, so that warm-up, held values and
 * stuck sensors are treated as they will be; frames in which a value is missing give no error. Immutable.
 */
final class HeldOutErrors {
    private final List<Stretch> stretches;
    private final int sensors;
    private final double[] errors; // (frames, sensors) NaN = none

    /**
     * Scores every block with the networks chosen for it.
     *
     * @param scaledBy (sensors) mean and scale are those of the series' scaler
     * @param chosen the networks by block, whose mean counts; usually the one that was trained without it
     * @param rules (sensors)
     * @param stride of the networks
     */
    HeldOutErrors(
            ScaledSeries series,
            List<SensorSummary> scaledBy,
            IntFunction<List<Network>> chosen,
            List<SensorRule> rules,
            int stride,
            long maxHoldFrames) {
        stretches = series.frames().stretches();
        sensors = series.frames().sensors();
        errors = new double[series.frames().frames() * sensors];
        Arrays.fill(errors, Double.NaN);
        for (int block = 0; block < series.folds().count(); block++) {
            Expectation expectation = Expectation.of(chosen.apply(block), stride);
            Scorer scorer = new Scorer(
                    List.of(new Scorer.Ensemble(expectation, List.of(new Smoothing(1, 0)))),
                    series.scaler(),
                    neutral(rules),
                    maxHoldFrames);
            for (Stretch part : series.folds().block(block)) {
                score(scorer, series, scaledBy, part);
            }
        }
    }

    /** Only the scorer's expectations are of interest. */
    private static Calibration neutral(List<SensorRule> rules) {
        int sensors = rules.size();
        ErrorCalibration plain =
                new ErrorCalibration(Collections.nCopies(sensors, 0.0), Collections.nCopies(sensors, 1.0), null, 1);
        List<SensorRule> allVote = rules.stream()
                .map(rule -> new SensorRule(true, rule.flatLimit()))
                .toList();
        return new Calibration(allVote, List.of(new EnsembleCalibration(List.of(plain))), 1);
    }

    /** Runs from the beginning of the stretch, for the memory's sake, and keeps the errors of the part. */
    private void score(Scorer scorer, ScaledSeries series, List<SensorSummary> scaledBy, Stretch part) {
        FrameSeries frames = series.frames();
        Scorer.State state = scorer.newState();
        Frame frame = new Frame(sensors);
        for (int f = frames.around(part).from(); f < part.to(); f++) {
            frames.fill(f, frame);
            Score score = scorer.score(frame, state);
            if (f < part.from() || !state.isCompared()) {
                continue;
            }
            for (int s = 0; s < sensors; s++) {
                double expected = score.expected(s);
                if (!Double.isNaN(score.observed(s)) && !Double.isNaN(expected) && !state.isStuck(s)) {
                    SensorSummary summary = scaledBy.get(s);
                    errors[f * sensors + s] =
                            series.scaler().scale(s, score.observed(s)) - (expected - summary.mean()) / summary.scale();
                }
            }
        }
    }

    List<Stretch> stretches() {
        return stretches;
    }

    /** The number of frames, with or without errors. */
    int frames() {
        return errors.length / sensors;
    }

    int sensors() {
        return sensors;
    }

    /** The scaled error; NaN where there is none. */
    double error(int frame, int sensor) {
        return errors[frame * sensors + sensor];
    }

    /** Whether the errors of a sensor are enough to say what is normal. */
    boolean isKnown(int sensor) {
        int count = 0;
        for (int f = 0; f < frames() && count < 2; f++) {
            count += Double.isNaN(error(f, sensor)) ? 0 : 1;
        }
        return count == 2;
    }
}

package io.bellwether.trainer.contest;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.alerting.IncidentState;
import io.bellwether.network.Network;
import io.bellwether.scoring.Scorer;
import io.bellwether.series.Frame;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.calibrate.HeldOutScorers;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.contest.Standing.Sort;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.fit.ScaledSeries;
import io.bellwether.trainer.threshold.Episodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lets kinds of networks compete on normal data with injected faults. Every frame is judged by networks that were trained
 * without its block, in the production scorer. The budget is equal: each candidate's alarm level is the lowest at which its
 * scores of the same data without faults open no more incidents than are allowed. All candidates see the same faults.
 */
public final class Contest {
    /** Before a fault so many frames are seen: warm-up, and for the averages to settle. */
    private static final int RUN_IN = 200;
    /** Only so many assets take part; what is learned of more of them costs more than it tells. */
    private static final int MOST_ASSETS = 16;

    private final CalibrationConfig calibration;
    private final AlertPolicy alerting;
    private final long maxHoldFrames;
    private final List<Asset> assets = new ArrayList<>();
    private final List<List<Trial>> trials = new ArrayList<>(); // (assets)

    /**
     * One asset that takes part.
     *
     * @param summaries (sensors) what its sensors did
     * @param sensors (sensors) what that says of them
     */
    public record Asset(ScaledSeries series, List<SensorSummary> summaries, List<SensorVerdict> sensors) {}

    /**
     * A contest on these assets.
     *
     * @param seed of where faults are put
     */
    public Contest(
            List<Asset> all, CalibrationConfig calibration, AlertPolicy alerting, long maxHoldFrames, long seed) {
        this.calibration = calibration;
        this.alerting = alerting;
        this.maxHoldFrames = maxHoldFrames;
        SplittableRandom random = new SplittableRandom(seed);
        int taken = Math.min(MOST_ASSETS, all.size());
        for (int a = 0; a < taken; a++) {
            Asset asset = all.get((int) ((long) a * all.size() / taken));
            assets.add(asset);
            ScaledSeries series = asset.series();
            trials.add(new Trials(series, asset.summaries(), asset.sensors(), random.split()).draw());
        }
    }

    /** Whether there is any place for a fault. */
    public boolean isPossible() {
        return trials.stream().anyMatch(ofAsset -> !ofAsset.isEmpty());
    }

    /**
     * Lets one candidate find the faults.
     *
     * @param kinds its name
     * @param ensembles (ensembles, folds) its networks
     * @param calibrations by the name of the asset
     */
    public Standing judge(
            String kinds, Sort sort, List<List<Network>> ensembles, Map<String, AssetCalibration> calibrations) {
        List<Standing.Result> results = new ArrayList<>();
        for (int a = 0; a < assets.size(); a++) {
            ScaledSeries series = assets.get(a).series();
            AssetCalibration learned = calibrations.get(series.frames().asset());
            if (learned == null) {
                throw new IllegalArgumentException(
                        "no calibration for asset '" + series.frames().asset() + "'");
            }
            double level = level(learned);
            List<Scorer> scorers =
                    HeldOutScorers.of(ensembles, calibration, series.scaler(), learned.calibration(), maxHoldFrames);
            for (Trial trial : trials.get(a)) {
                boolean found = isFound(trial, series.frames(), scorers.get(trial.block()), level);
                results.add(new Standing.Result(trial.fault(), a, trial.block(), found));
            }
        }
        return new Standing(kinds, sort, results);
    }

    private double level(AssetCalibration learned) {
        double allowed = calibration.allowedIncidents(learned.heldOut().days());
        double level = new Episodes(learned.heldOut(), alerting).lowestLevel(allowed);
        return level > 0 ? level : learned.threshold().value();
    }

    private boolean isFound(Trial trial, FrameSeries frames, Scorer scorer, double level) {
        Scorer.State state = scorer.newState();
        IncidentState incident = IncidentState.quiet();
        double[] values = new double[frames.sensors()];
        Frame frame = new Frame(values.length);
        for (int f = Math.max(trial.stretch().from(), trial.from() - RUN_IN); f < trial.to(); f++) {
            for (int s = 0; s < values.length; s++) {
                values[s] = frames.value(f, s);
            }
            if (f >= trial.from()) {
                for (Trial.Hit hit : trial.hits()) {
                    values[hit.sensor()] = hit.values().get(f - trial.from());
                }
            }
            frame.set(frames.time(f), values, 0);
            double value = scorer.score(frame, state).value();
            if (state.isWarm()) {
                incident = incident.next(f, value / level, f, alerting);
            }
            if (f >= trial.from() && incident instanceof IncidentState.Firing) {
                return true;
            }
        }
        return false;
    }
}

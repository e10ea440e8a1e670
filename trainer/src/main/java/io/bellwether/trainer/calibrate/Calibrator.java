package io.bellwether.trainer.calibrate;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.network.Network;
import io.bellwether.scoring.SensorCalibration;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.fit.ScaledSeries;
import io.bellwether.trainer.threshold.HeldOutScores;
import io.bellwether.trainer.threshold.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Learns what is normal for the errors of an ensemble on one asset, from frames that each network had not seen. */
public final class Calibrator {
    /** A sensor that stands still is stuck after this many frames at the earliest ... */
    private static final int MIN_FLAT_LIMIT = 20;
    /** ... and after this many times its longest standstill in training. */
    private static final int FLAT_FACTOR = 4;
    /** Smoothed errors below this, in standard deviations of the sensor, are no errors. */
    private static final double MIN_SPREAD = 1e-3;

    private final CalibrationConfig config;
    private final AlertPolicy alerting;
    private final Duration period;
    private final long maxHoldFrames;

    /**
     * A calibrator for some assets.
     *
     * @param alerting when production opens an incident
     * @param period from one frame to the next
     * @param maxHoldFrames for this many frames a missing value is replaced by the last one
     */
    public Calibrator(CalibrationConfig config, AlertPolicy alerting, Duration period, long maxHoldFrames) {
        this.config = config;
        this.alerting = alerting;
        this.period = period;
        this.maxHoldFrames = maxHoldFrames;
    }

    /**
     * Calibrates one asset.
     *
     * @param ensembles (ensembles, folds) the networks, each trained without the block of its number
     * @throws RefusedError when the asset has too few frames, or no sensor that moves
     */
    public AssetCalibration calibrate(
            ScaledSeries series, List<SensorSummary> summaries, List<List<Network>> ensembles) {
        return calibrate(series, summaries, summaries, ensembles);
    }

    /**
     * Calibrates one asset whose scaler comes from elsewhere.
     *
     * @param scaledBy (sensors) mean and scale are those of the series' scaler
     * @param ensembles (ensembles, folds) the networks, each trained without the block of its number
     * @throws RefusedError when the asset has too few frames, or no sensor that moves
     */
    public AssetCalibration calibrate(
            ScaledSeries series,
            List<SensorSummary> summaries,
            List<SensorSummary> scaledBy,
            List<List<Network>> ensembles) {
        List<Integer> flatLimits = summaries.stream().map(Calibrator::flatLimit).toList();
        String[] whyNot = whyNot(series.frames(), summaries);
        List<List<SensorVerdict>> verdicts = new ArrayList<>();
        List<HeldOutScore> scores = new ArrayList<>();
        for (List<Network> members : ensembles) {
            HeldOutErrors errors = new HeldOutErrors(series, scaledBy, members, flatLimits, config, maxHoldFrames);
            List<SensorVerdict> ofEnsemble = verdicts(errors, whyNot);
            verdicts.add(ofEnsemble);
            scores.add(new HeldOutScore(
                    errors,
                    series.folds(),
                    ofEnsemble.stream().map(SensorVerdict::calibration).toList()));
        }
        JoinedScore joined = new JoinedScore(scores);
        List<double[]> stretches = joined.stretches(series.frames().stretches());
        double[] known = stretches.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(score -> !Double.isNaN(score))
                .toArray();
        if (known.length == 0) {
            throw new RefusedError("there is too little data, asset '"
                    + series.frames().asset() + "' from " + series.frames().source() + ": its "
                    + series.frames().usableFrames()
                    + " usable frames end before the network has warmed up, or no sensor moves; give more rows");
        }
        Threshold threshold = config.rule().choose(HeldOutScores.of(stretches, period), alerting);
        long above =
                Arrays.stream(known).filter(score -> score > threshold.value()).count();
        List<EnsembleVerdict> decided = IntStream.range(0, ensembles.size())
                .mapToObj(
                        e -> new EnsembleVerdict(verdicts.get(e), scores.get(e).whitening(), joined.scale(e)))
                .toList();
        return new AssetCalibration(flatLimits, decided, threshold, known.length, above);
    }

    private static List<SensorVerdict> verdicts(HeldOutErrors errors, String[] whyNot) {
        List<SensorVerdict> verdicts = new ArrayList<>();
        for (int s = 0; s < whyNot.length; s++) {
            Moments moments = moments(errors, s);
            boolean known = moments.count() >= 2;
            String reason = known || !whyNot[s].isEmpty() ? whyNot[s] : "has no held-out errors";
            double spread = known ? Math.max(MIN_SPREAD, moments.sd()) : 1;
            double centre = known ? moments.mean() : 0;
            verdicts.add(new SensorVerdict(new SensorCalibration(centre, spread, reason.isEmpty()), reason));
        }
        return verdicts;
    }

    private static int flatLimit(SensorSummary summary) {
        return summary.isConstant() || summary.isCoarse()
                ? 0
                : Math.max(MIN_FLAT_LIMIT, Math.multiplyExact(FLAT_FACTOR, summary.longestFlat()));
    }

    /** Why a sensor does not vote; at least one that moves votes. */
    private static String[] whyNot(FrameSeries frames, List<SensorSummary> summaries) {
        int sensors = summaries.size();
        String[] reasons = new String[sensors];
        double[] drift = IntStream.range(0, sensors)
                .mapToDouble(s -> summaries.get(s).isConstant() ? Double.POSITIVE_INFINITY : DriftGate.ratio(frames, s))
                .toArray();
        int steadiest = IntStream.range(0, sensors)
                .reduce((a, b) -> drift[b] < drift[a] ? b : a)
                .orElse(0);
        for (int s = 0; s < sensors; s++) {
            reasons[s] = "";
            if (summaries.get(s).count() == 0) {
                reasons[s] = "never reported";
            } else if (summaries.get(s).isConstant()) {
                reasons[s] = "is constant";
            } else if (drift[s] > DriftGate.LIMIT && s != steadiest) {
                reasons[s] = String.format(Locale.ROOT, "drifts (%.1f times its spread)", drift[s]);
            }
        }
        return reasons;
    }

    private record Moments(long count, double mean, double sd) {}

    private static Moments moments(HeldOutErrors errors, int sensor) {
        long count = 0;
        double mean = 0;
        double squares = 0;
        for (int f = 0; f < errors.frames(); f++) {
            double error = errors.smoothed(f, sensor);
            if (!Double.isNaN(error)) {
                count++;
                double delta = error - mean; // Welford 1962
                mean += delta / count;
                squares += delta * (error - mean);
            }
        }
        return new Moments(count, mean, count == 0 ? 0 : Math.sqrt(squares / count));
    }
}

package io.bellwether.trainer.calibrate;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.network.Network;
import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.EnsembleCalibration;
import io.bellwether.scoring.ErrorCalibration;
import io.bellwether.scoring.Scorer;
import io.bellwether.scoring.SensorRule;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.config.LayerPart;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.fit.ScaledSeries;
import io.bellwether.trainer.threshold.HeldOutScores;
import io.bellwether.trainer.threshold.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Learns what is normal for the errors of an ensemble on one asset, from frames that each network had not seen. */
public final class Calibrator {
    /** What is normal is told by all blocks but one, cut so fine that little is lost with it ... */
    private static final int MOST_BLOCKS = 32;
    /** ... and no finer than so many frames, nor so many times the memory of the averages: neighbours are alike. */
    private static final int FEWEST_FRAMES = 240;

    private static final int MEMORIES = 4;

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
     * @param sensors (sensors) what its values say of them
     * @param scaledBy (sensors) mean and scale are those of the series' scaler
     * @param ensembles (ensembles, folds) the networks, each trained without the block of its number
     * @throws RefusedError when the asset has too few frames, or no sensor that moves
     */
    public AssetCalibration calibrate(
            ScaledSeries series,
            List<SensorVerdict> sensors,
            List<SensorSummary> scaledBy,
            List<List<Network>> ensembles) {
        List<SensorRule> rules = rules(sensors);
        ErrorsBy errorsBy = (members, chosen) -> new HeldOutErrors(
                series,
                scaledBy,
                chosen,
                rules,
                config.stride(members.get(0).shape().kind()),
                maxHoldFrames);
        List<HeldOutErrors> errors = ensembles.stream()
                .map(members -> errorsBy.networks(members, block -> List.of(members.get(block))))
                .toList();
        List<SensorVerdict> verdicts = silence(sensors, errors);
        int[] voters = IntStream.range(0, verdicts.size())
                .filter(s -> verdicts.get(s).rule().votes())
                .toArray();
        List<List<AveragedErrors>> averages =
                errors.stream().map(this::averages).toList();
        List<List<HeldOutScore>> scores = averages.stream()
                .map(ofEnsemble -> ofEnsemble.stream()
                        .map(average ->
                                new HeldOutScore(average, series.folds(), voters, config.has(LayerPart.WHITENING)))
                        .toList())
                .toList();
        JoinedScore joined =
                new JoinedScore(scores.stream().flatMap(List::stream).toList());
        List<double[]> stretches = joined.stretches(series.frames().stretches());
        if (stretches.stream().flatMapToDouble(Arrays::stream).allMatch(Double::isNaN)) {
            throw new RefusedError("there is too little data, asset '"
                    + series.frames().asset() + "' from " + series.frames().source() + ": its "
                    + series.frames().usableFrames()
                    + " usable frames end before the network has warmed up, or no sensor moves; give more rows");
        }
        HeldOutScores heldOut = HeldOutScores.of(stretches, period);
        List<EnsembleCalibration> decided = decided(averages, scores, joined);
        List<Double> averaging = config.budget() == null ? List.of() : averaging(ensembles, scores, errorsBy);
        HeldOutScores foreseen = config.budget() == null ? heldOut : foreseen(joined, series, averaging);
        HeldOutScores judged = config.needsLabels()
                ? labelled(series, ensembles, new Calibration(rules(verdicts), decided, 1))
                : foreseen;
        Threshold threshold = config.rule().choose(judged, alerting);
        return new AssetCalibration(verdicts, decided, threshold, heldOut, foreseen, averaging);
    }

    /** The errors of an ensemble on the asset. */
    private interface ErrorsBy {
        /** By some of its networks, chosen by block. */
        HeldOutErrors networks(List<Network> members, IntFunction<List<Network>> chosen);
    }

    /** (scores) in the order of ensembles, and of their averages. */
    private static List<Double> averaging(
            List<List<Network>> ensembles, List<List<HeldOutScore>> scores, ErrorsBy errorsBy) {
        List<Double> gains = new ArrayList<>();
        for (int e = 0; e < ensembles.size(); e++) {
            List<Network> members = ensembles.get(e);
            if (members.size() < 3) {
                scores.get(e).forEach(score -> gains.add(1.0)); // no two have seen the same frame
            } else {
                Averaging averaging = new Averaging(members, chosen -> errorsBy.networks(members, chosen));
                scores.get(e).forEach(score -> gains.add(averaging.gain(score)));
            }
        }
        return gains;
    }

    private HeldOutScores foreseen(JoinedScore joined, ScaledSeries series, List<Double> averaging) {
        double memory = 3 / config.smoothing() * config.stride(); // frames until an average has forgotten 95 %
        Folds blocks = series.folds().inParts((long) Math.max(FEWEST_FRAMES, MEMORIES * memory), MOST_BLOCKS);
        return HeldOutScores.of(
                joined.foreseen(blocks, averaging).stretches(series.frames().stretches()), period);
    }

    private HeldOutScores labelled(ScaledSeries series, List<List<Network>> ensembles, Calibration calibration) {
        List<Scorer> scorers = HeldOutScorers.of(ensembles, config, series.scaler(), calibration, maxHoldFrames);
        return new LabelledScores(series.frames(), series.folds(), scorers, period).labelled();
    }

    private static List<SensorRule> rules(List<SensorVerdict> verdicts) {
        return verdicts.stream().map(SensorVerdict::rule).toList();
    }

    /** A sensor of whose errors nothing is known cannot vote. */
    private static List<SensorVerdict> silence(List<SensorVerdict> sensors, List<HeldOutErrors> errors) {
        return IntStream.range(0, sensors.size())
                .mapToObj(s -> {
                    SensorVerdict verdict = sensors.get(s);
                    boolean known = errors.stream().allMatch(ofEnsemble -> ofEnsemble.isKnown(s));
                    return known || !verdict.rule().votes() ? verdict : verdict.silenced("has no held-out errors");
                })
                .toList();
    }

    private List<AveragedErrors> averages(HeldOutErrors errors) {
        return config.smoothings().stream()
                .map(smoothing -> new AveragedErrors(errors, smoothing))
                .toList();
    }

    private static List<EnsembleCalibration> decided(
            List<List<AveragedErrors>> averages, List<List<HeldOutScore>> scores, JoinedScore joined) {
        List<EnsembleCalibration> ensembles = new ArrayList<>();
        for (int e = 0; e < scores.size(); e++) {
            List<ErrorCalibration> errors = new ArrayList<>();
            for (int a = 0; a < scores.get(e).size(); a++) {
                AveragedErrors average = averages.get(e).get(a);
                HeldOutScore score = scores.get(e).get(a);
                errors.add(new ErrorCalibration(
                        average.centre(), average.spread(), score.whitening(), joined.scale(score)));
            }
            ensembles.add(new EnsembleCalibration(errors));
        }
        return ensembles;
    }
}

package io.bellwether.trainer.calibrate;

import io.bellwether.network.Network;
import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.EnsembleCalibration;
import io.bellwether.scoring.ErrorCalibration;
import io.bellwether.scoring.Expectation;
import io.bellwether.scoring.Scorer;
import io.bellwether.scoring.SensorRule;
import io.bellwether.scoring.Smoothing;
import io.bellwether.trainer.fit.ScaledSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How much lower production's scores of normal frames are than held-out ones: production takes the mean of all networks of
 * an ensemble, but a held-out frame has only one that did not see it.
 *
 * <p>Networks that have seen a frame give it both ways, by one of them and by the mean of all n - 1. An error is made of
 * what the networks have in common and of what each adds of its own, and only the latter shrinks, in its square, with the
 * number of networks (the ambiguity of Krogh and Vedelsby 1995). On frames that none has seen it is larger, so this says
 * rather too little than too much.
 */
final class Averaging {
    private static final double RARE = 0.995; // high enough to be where thresholds are, with frames enough to tell

    private final ScaledSeries series;
    private final List<SensorRule> rules;
    private final Duration period;
    private final long maxHoldFrames;

    /** @param rules (sensors) */
    Averaging(ScaledSeries series, List<SensorRule> rules, Duration period, long maxHoldFrames) {
        this.series = series;
        this.rules = rules;
        this.period = period;
        this.maxHoldFrames = maxHoldFrames;
    }

    /**
     * The score that production rarely exceeds, over that of one network; at most 1.
     *
     * @param members (folds) the networks, each trained without the block of its number
     * @param stride of the networks
     * @param calibration of their errors, averaged in this way
     */
    double gain(List<Network> members, int stride, Smoothing smoothing, ErrorCalibration calibration) {
        int n = members.size();
        if (n < 3) {
            return 1; // no two have seen the same frame
        }
        double one = rare(block -> List.of(members.get((block + 1) % n)), n, stride, smoothing, calibration);
        double mean = rare(block -> without(members, block), n, stride, smoothing, calibration);
        return one > mean ? extrapolated(mean / one, n) : 1;
    }

    /**
     * What the mean of n networks is to one; at least 1 / sqrt(n).
     *
     * @param ratio what the mean of n - 1 is to one; at most 1
     */
    static double extrapolated(double ratio, int n) {
        double own = Math.min(1, (1 - ratio * ratio) * (n - 1) / (n - 2)); // part of the square
        return Math.sqrt(1 - own * (n - 1) / n);
    }

    private static List<Network> without(List<Network> members, int block) {
        List<Network> others = new ArrayList<>(members);
        others.remove(block);
        return others;
    }

    private double rare(
            IntFunction<List<Network>> chosen,
            int blocks,
            int stride,
            Smoothing smoothing,
            ErrorCalibration calibration) {
        Calibration alone = new Calibration(rules, List.of(new EnsembleCalibration(List.of(calibration))), 1);
        List<Scorer> scorers = IntStream.range(0, blocks)
                .mapToObj(block -> {
                    Expectation expectation = Expectation.of(chosen.apply(block), stride);
                    Scorer.Ensemble ensemble = new Scorer.Ensemble(expectation, List.of(smoothing));
                    return new Scorer(List.of(ensemble), series.scaler(), alone, maxHoldFrames);
                })
                .toList();
        return new FrameScores(series.frames(), series.folds(), scorers, period).usable(RARE);
    }
}

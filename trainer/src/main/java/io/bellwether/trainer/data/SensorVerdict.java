package io.bellwether.trainer.data;

import io.bellwether.scoring.SensorRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What training decided about one sensor of one asset.
 *
 * @param rule as production uses it
 * @param whyNot why the sensor does not vote; empty when it does
 */
public record SensorVerdict(SensorRule rule, String whyNot) {
    /** A sensor that stands still is stuck after this many frames at the earliest ... */
    private static final int MIN_FLAT_LIMIT = 20;
    /** ... and after this many times its longest standstill in training. */
    private static final int FLAT_FACTOR = 4;

    /**
     * Judges the sensors of one asset by their values; at least one that moves votes.
     *
     * @param summaries (sensors) of these frames
     * @param gated whether a sensor that mostly drifts is left without a vote
     */
    public static List<SensorVerdict> of(FrameSeries frames, List<SensorSummary> summaries, boolean gated) {
        double[] drift = IntStream.range(0, summaries.size())
                .mapToDouble(s -> summaries.get(s).isConstant() ? Double.POSITIVE_INFINITY : DriftGate.ratio(frames, s))
                .toArray();
        int steadiest = IntStream.range(0, drift.length)
                .reduce((a, b) -> drift[b] < drift[a] ? b : a)
                .orElse(0);
        List<SensorVerdict> verdicts = new ArrayList<>();
        for (int s = 0; s < drift.length; s++) {
            SensorSummary summary = summaries.get(s);
            String whyNot = whyNot(summary, s == steadiest || !gated ? 0 : drift[s]);
            verdicts.add(new SensorVerdict(new SensorRule(whyNot.isEmpty(), flatLimit(summary)), whyNot));
        }
        return verdicts;
    }

    private static String whyNot(SensorSummary summary, double drift) {
        if (summary.count() == 0) {
            return "never reported";
        }
        if (summary.isConstant()) {
            return "is constant";
        }
        return drift > DriftGate.LIMIT ? String.format(Locale.ROOT, "drifts (%.1f times its spread)", drift) : "";
    }

    private static int flatLimit(SensorSummary summary) {
        return summary.isConstant() || summary.isCoarse()
                ? 0
                : Math.max(MIN_FLAT_LIMIT, Math.multiplyExact(FLAT_FACTOR, summary.longestFlat()));
    }

    /** This sensor, without a vote. */
    public SensorVerdict silenced(String reason) {
        return new SensorVerdict(new SensorRule(false, rule.flatLimit()), reason);
    }
}

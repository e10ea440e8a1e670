package io.bellwether.trainer.threshold;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.trainer.threshold.Threshold.Method;
import io.bellwether.trainer.threshold.Threshold.Note;
import java.util.Arrays;

/**
 * The nonparametric threshold of Hundman et al. (2018, section 3.2): of all mean + z standard deviations the one that,
 * when the scores above it are left out, lowers mean and standard deviation most for each score and sequence left out.
 * They choose it anew for every window of live scores; here it is chosen once, over the held-out scores, and stays.
 * Where those hold no anomalies it separates the highest normal scores from the rest, and knows no budget.
 */
public record DynamicThreshold() implements ThresholdRule {
    private static final double LOWEST = 2;
    private static final double HIGHEST = 12;
    private static final double STEP = 0.5;

    @Override
    public Threshold choose(HeldOutScores scores, AlertPolicy policy) {
        double mean = scores.mean();
        double spread = scores.spread();
        if (!(spread > 0)) {
            return Threshold.of(mean, Method.DYNAMIC, Note.NO_VARIATION);
        }
        double best = mean + HIGHEST * spread;
        double most = 0;
        for (double z = LOWEST; z <= HIGHEST; z += STEP) {
            double candidate = mean + z * spread;
            double gain = gain(scores, candidate, mean, spread);
            if (gain > most) {
                most = gain;
                best = candidate;
            }
        }
        return Threshold.of(best, Method.DYNAMIC, Note.NONE);
    }

    private static double gain(HeldOutScores scores, double candidate, double mean, double spread) {
        double[] below = scores.stretches().stream()
                .flatMapToDouble(Arrays::stream)
                .filter(score -> score <= candidate)
                .toArray();
        long above = 0;
        long sequences = 0;
        for (double[] stretch : scores.stretches()) {
            for (int f = 0; f < stretch.length; f++) {
                if (stretch[f] > candidate) {
                    above++;
                    sequences += f == 0 || stretch[f - 1] <= candidate ? 1 : 0;
                }
            }
        }
        if (above == 0 || below.length == 0) {
            return 0;
        }
        double belowMean = Arrays.stream(below).average().orElseThrow();
        double belowSpread = Math.sqrt(Arrays.stream(below)
                .map(score -> (score - belowMean) * (score - belowMean))
                .average()
                .orElseThrow());
        return ((mean - belowMean) / mean + (spread - belowSpread) / spread) / (above + (double) sequences * sequences);
    }
}

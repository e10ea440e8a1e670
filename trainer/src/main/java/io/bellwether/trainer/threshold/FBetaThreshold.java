package io.bellwether.trainer.threshold;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.trainer.threshold.Threshold.Method;
import io.bellwether.trainer.threshold.Threshold.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The threshold with the highest F-beta on labelled frames (Malhotra et al. 2016): half-way between two neighbouring
 * scores, so that none lies on it. Frames count, not incidents: k-of-n and release are not regarded. Where the faults do not
 * stand out, the best F-beta is to call most frames anomalous; that is no threshold, and the fallback decides.
 *
 * @param beta above zero; below 1 a false alarm is worse than a miss
 * @param fallback for labels that know only one class, or faults that do not stand out
 */
public record FBetaThreshold(double beta, ScaledQuantile fallback) implements ThresholdRule {
    /** A threshold that a larger part of the normal frames exceeds tells nothing. */
    private static final double MOST_ALARMS = 0.9;

    public FBetaThreshold {
        if (!(beta > 0) || !Double.isFinite(beta)) {
            throw new IllegalArgumentException("F-beta needs a beta above zero, not " + beta);
        }
    }

    private record Judged(double score, boolean anomalous) {}

    /** @throws IllegalArgumentException when the scores have no labels */
    @Override
    public Threshold choose(HeldOutScores scores, AlertPolicy policy) {
        if (scores.labels().isEmpty()) {
            throw new IllegalArgumentException("the F-beta threshold needs labels for its held-out scores");
        }
        List<Judged> frames = new ArrayList<>();
        for (int s = 0; s < scores.stretches().size(); s++) {
            double[] stretch = scores.stretches().get(s);
            for (int f = 0; f < stretch.length; f++) {
                frames.add(new Judged(stretch[f], scores.labels().get(s)[f]));
            }
        }
        long anomalous = frames.stream().filter(Judged::anomalous).count();
        if (anomalous == 0 || anomalous == frames.size()) {
            return Threshold.of(fallback.choose(scores, policy).value(), Method.SCALED_QUANTILE, Note.ONE_CLASS);
        }
        frames.sort(Comparator.comparingDouble(Judged::score).reversed());
        double best = best(frames, anomalous);
        long normal = frames.size() - anomalous;
        long alarms = frames.stream()
                .filter(frame -> !frame.anomalous() && frame.score() > best)
                .count();
        return alarms > MOST_ALARMS * normal
                ? Threshold.of(fallback.choose(scores, policy).value(), Method.SCALED_QUANTILE, Note.NOT_TOLD_APART)
                : Threshold.of(best, Method.F_BETA, Note.NONE);
    }

    /** @param frames highest score first */
    private double best(List<Judged> frames, long anomalous) {
        double best = frames.get(0).score();
        double highest = 0;
        long found = 0;
        for (int f = 0; f < frames.size(); f++) {
            found += frames.get(f).anomalous() ? 1 : 0;
            double score = frames.get(f).score();
            double next = f + 1 < frames.size() ? frames.get(f + 1).score() : 0;
            double weight = beta * beta;
            double value = (1 + weight) * found / (weight * anomalous + f + 1);
            if (score > next && value > highest) {
                highest = value;
                best = (score + next) / 2;
            }
        }
        return best;
    }
}

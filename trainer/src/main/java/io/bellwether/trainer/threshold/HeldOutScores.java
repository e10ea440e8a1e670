package io.bellwether.trainer.threshold;

import io.bellwether.trainer.statistics.Quantile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scores of one asset on frames that its networks had not seen, in stretches without a gap. A frame without a score
 * of its own (NaN: between strides, or no sensor was there) keeps the last one, as it does in production; until the
 * first score of a stretch nothing is judged. Immutable.
 */
public final class HeldOutScores {
    private final List<double[]> stretches; // (frames) from the first score on
    private final List<boolean[]> labels; // (frames) empty = not labelled
    private final double[] own; // (scores) sorted
    private final double days;

    private HeldOutScores(List<double[]> stretches, List<boolean[]> labels, double[] own, double days) {
        this.stretches = stretches;
        this.labels = labels;
        this.own = own;
        this.days = days;
    }

    /**
     * Scores that nobody has labelled: all are taken for normal.
     *
     * @param stretches (stretches, frames) NaN = no score of its own
     * @param framePeriod from one frame to the next
     * @throws IllegalArgumentException when there is no score, or one is infinite or below zero
     */
    public static HeldOutScores of(List<double[]> stretches, Duration framePeriod) {
        return of(stretches, List.of(), framePeriod);
    }

    /**
     * Scores with labels.
     *
     * @param labels (stretches, frames) whether the frame is anomalous
     * @throws IllegalArgumentException when there is no score, one is infinite or below zero, or the shapes differ
     */
    public static HeldOutScores labelled(List<double[]> stretches, List<boolean[]> labels, Duration framePeriod) {
        if (labels.size() != stretches.size()) {
            throw new IllegalArgumentException(
                    stretches.size() + " stretches of scores have " + labels.size() + " stretches of labels");
        }
        return of(stretches, labels, framePeriod);
    }

    private static HeldOutScores of(List<double[]> stretches, List<boolean[]> labels, Duration framePeriod) {
        if (framePeriod.isNegative() || framePeriod.isZero()) {
            throw new IllegalArgumentException("the frame period must be longer than zero, not " + framePeriod);
        }
        List<double[]> held = new ArrayList<>();
        List<boolean[]> kept = new ArrayList<>();
        long frames = 0;
        for (int i = 0; i < stretches.size(); i++) {
            double[] scores = stretches.get(i);
            if (!labels.isEmpty() && labels.get(i).length != scores.length) {
                throw new IllegalArgumentException(
                        "stretch " + i + " has " + scores.length + " scores and " + labels.get(i).length + " labels");
            }
            int first = firstScore(i, scores);
            if (first < scores.length) {
                held.add(hold(scores, first));
                frames += scores.length - first;
                if (!labels.isEmpty()) {
                    kept.add(Arrays.copyOfRange(labels.get(i), first, scores.length));
                }
            }
        }
        if (held.isEmpty()) {
            throw new IllegalArgumentException("there is no held-out score to learn a threshold from");
        }
        double[] own = stretches.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(score -> !Double.isNaN(score))
                .sorted()
                .toArray();
        return new HeldOutScores(
                List.copyOf(held), List.copyOf(kept), own, frames * (framePeriod.toNanos() / 86_400e9));
    }

    private static int firstScore(int stretch, double[] scores) {
        int first = scores.length;
        for (int f = scores.length - 1; f >= 0; f--) {
            if (Double.isNaN(scores[f])) {
                continue;
            }
            if (scores[f] < 0 || Double.isInfinite(scores[f])) {
                throw new IllegalArgumentException("a held-out score must be finite and not below zero, but that of "
                        + "frame " + f + " in stretch " + stretch + " is " + scores[f]);
            }
            first = f;
        }
        return first;
    }

    private static double[] hold(double[] scores, int first) {
        double[] held = Arrays.copyOfRange(scores, first, scores.length);
        for (int f = 1; f < held.length; f++) {
            held[f] = Double.isNaN(held[f]) ? held[f - 1] : held[f];
        }
        return held;
    }

    /** The scores that production would have judged; not to be written to. */
    List<double[]> stretches() {
        return stretches;
    }

    /** Which of the judged frames are anomalous; none when nobody has said. */
    List<boolean[]> labels() {
        return labels;
    }

    /** How long the scores were judged, in days. */
    public double days() {
        return days;
    }

    /** The number of frames with a score of their own. */
    public int size() {
        return own.length;
    }

    /** How many of those exceed a level. */
    public int above(double level) {
        return (int) Arrays.stream(own).filter(score -> score > level).count();
    }

    double largest() {
        return own[own.length - 1];
    }

    double mean() {
        return Arrays.stream(own).average().orElseThrow();
    }

    /** The standard deviation. */
    double spread() {
        double mean = mean();
        return Math.sqrt(Arrays.stream(own)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElseThrow());
    }

    /** Of the frames with a score of their own. */
    public double quantile(double fraction) {
        return Quantile.ofSorted(own, fraction);
    }
}

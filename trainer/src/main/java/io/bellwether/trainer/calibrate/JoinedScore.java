package io.bellwether.trainer.calibrate;

import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.fit.Folds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The held-out scores of one asset as one, as production joins them: the largest, after each has been
 * scaled to be as rare as the first.
 */
final class JoinedScore {
    private final List<HeldOutScore> scores;
    private final double[] scales; // (scores)

    /** @param scores on the same frames; at least one */
    JoinedScore(List<HeldOutScore> scores) {
        this.scores = scores;
        double first = scores.get(0).rare();
        scales = scores.stream().mapToDouble(score -> first / score.rare()).toArray();
        for (int e = 0; e < scales.length; e++) {
            if (e == 0 || !(scales[e] > 0) || !Double.isFinite(scales[e])) {
                scales[e] = 1;
            }
        }
    }

    private JoinedScore(List<HeldOutScore> scores, double[] scales) {
        this.scores = scores;
        this.scales = scales;
    }

    /**
     * What production is to be expected to score, by the same calibration: every frame judged by what all but its own of these
     * blocks say is normal.
     *
     * @param averaging (scores) how much lower each is in production
     */
    JoinedScore foreseen(Folds blocks, List<Double> averaging) {
        double[] lowered = new double[scales.length];
        Arrays.setAll(lowered, e -> averaging.get(e) * scales[e]);
        return new JoinedScore(
                scores.stream().map(score -> score.leavingOut(blocks)).toList(), lowered);
    }

    /** What makes one of the scores as rare as an equal one of the first. */
    double scale(HeldOutScore score) {
        return scales[scores.indexOf(score)];
    }

    /** The joined score of each stretch, as a threshold is learned from; NaN = none. */
    List<double[]> stretches(List<Stretch> stretches) {
        List<double[]> parts = new ArrayList<>();
        for (Stretch stretch : stretches) {
            double[] part = new double[stretch.length()];
            Arrays.setAll(part, f -> of(stretch.from() + f));
            parts.add(part);
        }
        return parts;
    }

    private double of(int frame) {
        double largest = Double.NaN;
        for (int e = 0; e < scales.length; e++) {
            double score = scales[e] * scores.get(e).of(frame);
            largest = Double.isNaN(largest) || score > largest ? score : largest;
        }
        return largest;
    }
}

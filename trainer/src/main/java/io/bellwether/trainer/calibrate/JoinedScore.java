package io.bellwether.trainer.calibrate;

import io.bellwether.trainer.data.FrameSeries.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The held-out scores of several ensembles on one asset as one, as production joins them: the largest, after each has been
 * scaled to be as rare as the first.
 */
final class JoinedScore {
    private final List<HeldOutScore> scores;
    private final double[] scales; // (ensembles)

    /** @param scores of all ensembles on the same frames; at least one */
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

    /** What makes an ensemble's score as rare as an equal one of the first. */
    double scale(int ensemble) {
        return scales[ensemble];
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

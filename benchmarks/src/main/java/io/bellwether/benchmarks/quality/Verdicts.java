package io.bellwether.benchmarks.quality;

import io.bellwether.trainer.evaluate.LabelledSeries;
import java.util.stream.IntStream;

/** A score and an alarm for every row of a part. */
final class Verdicts {
    private final double[] scores;
    private final boolean[] alarms;

    Verdicts(double[] scores, boolean[] alarms) {
        this.scores = scores.clone();
        this.alarms = alarms.clone();
    }

    /** With the part's labels and times. */
    LabelledSeries of(Part part) {
        int[] rows = IntStream.range(0, part.table().rows()).filter(part.rows()).toArray();
        boolean[] label = new boolean[rows.length];
        double[] seconds = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            label[i] = part.table().isAnomalous(rows[i]);
            seconds[i] = part.table().time(rows[i]) / 1e3;
        }
        return over(label, seconds);
    }

    /** With these labels and times. */
    LabelledSeries over(boolean[] label, double[] seconds) {
        return LabelledSeries.of(label, alarms, scores, seconds);
    }
}

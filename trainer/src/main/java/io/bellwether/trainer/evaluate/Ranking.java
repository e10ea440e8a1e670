package io.bellwether.trainer.evaluate;

import java.util.Arrays;

/**
 * How well scores put labelled rows before the others, over every possible threshold. Rows with equal scores stand on
 * one step of it: no order among them is made up.
 */
final class Ranking {
    private final double[] labelled; // (steps) labelled rows on each, lowest score first
    private final double[] normal; // (steps) the other rows
    private final double allLabelled;
    private final double allNormal;

    /** @param series with scores */
    Ranking(LabelledSeries series) {
        double[] scores = new double[series.rows()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = series.score(row);
        }
        double[] steps = Arrays.stream(scores).sorted().distinct().toArray();
        labelled = new double[steps.length];
        normal = new double[steps.length];
        for (int row = 0; row < scores.length; row++) {
            (series.isLabelled(row) ? labelled : normal)[Arrays.binarySearch(steps, scores[row])]++;
        }
        allLabelled = Arrays.stream(labelled).sum();
        allNormal = Arrays.stream(normal).sum();
    }

    /**
     * Area under the receiver operating characteristic: the chance that a labelled row scores higher than another one, a
     * tie counting half (Mann and Whitney 1947); NaN when all rows are of one class.
     */
    double areaUnderRoc() {
        double pairs = 0;
        double below = 0;
        for (int step = 0; step < labelled.length; step++) {
            pairs += labelled[step] * (below + normal[step] / 2);
            below += normal[step];
        }
        return allLabelled == 0 || allNormal == 0 ? Double.NaN : pairs / (allLabelled * allNormal);
    }

    /**
     * Average precision: precision at each step, weighted with the recall that it adds; nothing is interpolated (Davis
     * and Goadrich 2006). NaN when no row is labelled.
     */
    double averagePrecision() {
        double sum = 0;
        double hits = 0;
        double alarms = 0;
        for (int step = labelled.length - 1; step >= 0; step--) {
            hits += labelled[step];
            alarms += labelled[step] + normal[step];
            sum += labelled[step] * hits / alarms;
        }
        return allLabelled == 0 ? Double.NaN : sum / allLabelled;
    }
}

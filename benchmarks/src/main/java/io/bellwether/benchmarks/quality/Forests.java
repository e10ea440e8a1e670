package io.bellwether.benchmarks.quality;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.parkservices.AnomalyDescriptor;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;

/** The random cut forest that users know from AWS (Guha et al. 2016), at its defaults: one frame at a time. */
final class Forests {
    private Forests() {}

    /** Learns from the training data only. Each row of it is scored before it is learned, as the forest's own guide does. */
    static Scores frozen(double[][] training, double[][] test, long seed) {
        RandomCutForest forest = RandomCutForest.builder()
                .dimensions(training[0].length)
                .randomSeed(seed)
                .build();
        double[] before = new double[training.length];
        for (int row = 0; row < training.length; row++) {
            float[] point = floats(training[row]);
            before[row] = forest.isOutputReady() ? forest.getAnomalyScore(point) : Double.NaN;
            forest.update(point);
        }
        double[] scores = new double[test.length];
        for (int row = 0; row < test.length; row++) {
            scores[row] = forest.getAnomalyScore(floats(test[row]));
        }
        return new Scores(before, scores);
    }

    private static float[] floats(double[] row) {
        float[] point = new float[row.length];
        for (int s = 0; s < row.length; s++) {
            point[s] = (float) row[s];
        }
        return point;
    }

    /** Learns from every row that it judges; alarms are its own. */
    static Verdicts learningOn(double[][] training, double[][] test, long seed) {
        ThresholdedRandomCutForest forest = ThresholdedRandomCutForest.builder()
                .dimensions(training[0].length)
                .randomSeed(seed)
                .build();
        long second = 0;
        for (double[] row : training) {
            forest.process(row, second++);
        }
        double[] scores = new double[test.length];
        boolean[] alarms = new boolean[test.length];
        for (int row = 0; row < test.length; row++) {
            AnomalyDescriptor said = forest.process(test[row], second++);
            scores[row] = said.getRCFScore();
            alarms[row] = said.getAnomalyGrade() > 0;
        }
        return new Verdicts(scores, alarms);
    }
}

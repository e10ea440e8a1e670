package io.bellwether.benchmarks.quality;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.alerting.IncidentState;
import io.bellwether.trainer.statistics.Quantile;
import java.util.Arrays;

/** What becomes of scores: other scores, and alarms. */
enum Decision {
    /** Above the 0.99 quantile of the training's scores is an alarm, row by row. */
    PLAIN {
        @Override
        Verdicts of(Scores scores) {
            double threshold = Quantile.of(scores.training(), QUANTILE);
            double[] test = scores.test();
            boolean[] alarms = new boolean[test.length];
            for (int row = 0; row < test.length; row++) {
                alarms[row] = test[row] > threshold;
            }
            return new Verdicts(test, alarms);
        }
    },
    /** Averaged, scaled, held against 1.25 times the 0.99 quantile, and debounced, as Bellwether does by default. */
    LIKE_OURS {
        @Override
        Verdicts of(Scores scores) {
            double mean = Arrays.stream(scores.training()).average().orElse(0);
            double[] training = averaged(scores.training(), mean);
            double[] test = averaged(scores.test(), mean);
            double threshold = FACTOR * (Quantile.of(training, QUANTILE) - mean);
            AlertPolicy policy = AlertPolicy.defaults();
            IncidentState incident = IncidentState.quiet();
            boolean[] alarms = new boolean[test.length];
            for (int row = 0; row < test.length; row++) {
                incident = incident.next(row, (test[row] - mean) / threshold, row, policy);
                alarms[row] = incident instanceof IncidentState.Firing;
            }
            return new Verdicts(test, alarms);
        }
    };

    private static final double QUANTILE = 0.99;
    private static final double FACTOR = 1.25;
    private static final double WEIGHT = 0.05;

    abstract Verdicts of(Scores scores);

    private static double[] averaged(double[] scores, double start) {
        double[] averages = new double[scores.length];
        double average = start;
        for (int row = 0; row < scores.length; row++) {
            average += WEIGHT * (scores[row] - average);
            averages[row] = average;
        }
        return averages;
    }
}

package io.bellwether.benchmarks.quality;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.alerting.IncidentState;
import io.bellwether.trainer.config.CalibrationConfig;
import io.bellwether.trainer.config.ConfigFile;
import io.bellwether.trainer.config.TrainingConfig;
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
    /** Averaged, scaled, held against a multiple of a quantile, and debounced, as Bellwether does by default. */
    LIKE_OURS {
        @Override
        Verdicts of(Scores scores) {
            double mean = Arrays.stream(scores.training()).average().orElse(0);
            CalibrationConfig calibration = OURS.calibration();
            double[] training = averaged(scores.training(), mean, calibration.smoothing());
            double[] test = averaged(scores.test(), mean, calibration.smoothing());
            double threshold = calibration.factor() * (Quantile.of(training, calibration.quantile()) - mean);
            AlertPolicy policy = OURS.alerting();
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
    private static final TrainingConfig OURS = ConfigFile.empty().resolve();

    abstract Verdicts of(Scores scores);

    private static double[] averaged(double[] scores, double start, double weight) {
        double[] averages = new double[scores.length];
        double average = start;
        for (int row = 0; row < scores.length; row++) {
            average += weight * (scores[row] - average);
            averages[row] = average;
        }
        return averages;
    }
}

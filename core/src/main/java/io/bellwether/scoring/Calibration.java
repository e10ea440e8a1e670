package io.bellwether.scoring;

import java.util.List;

/**
 * What is normal for one asset, learned on data the networks had not seen.
 *
 * @param sensors in frame order; at least one votes
 * @param ensembles in the order of the model's ensembles; at least one
 * @param threshold the score above which a frame counts as anomalous; greater than zero
 */
public record Calibration(List<SensorRule> sensors, List<EnsembleCalibration> ensembles, double threshold) {
    public Calibration {
        sensors = List.copyOf(sensors);
        ensembles = List.copyOf(ensembles);
        int voters = voters(sensors);
        if (voters == 0) {
            throw new IllegalArgumentException("at least one sensor must vote");
        }
        if (ensembles.isEmpty()) {
            throw new IllegalArgumentException("a calibration needs at least one ensemble");
        }
        for (EnsembleCalibration ensemble : ensembles) {
            for (ErrorCalibration errors : ensemble.errors()) {
                if (errors.centre().size() != sensors.size()) {
                    throw new IllegalArgumentException("errors are calibrated for "
                            + errors.centre().size() + " sensors, but there are " + sensors.size());
                }
                if (errors.whitening() != null) {
                    new WhitenedError(voters, errors.whitening().precision());
                }
            }
        }
        if (!(threshold > 0) || !Double.isFinite(threshold)) {
            throw new IllegalArgumentException("the threshold must be greater than zero, not " + threshold);
        }
    }

    private static int voters(List<SensorRule> sensors) {
        return (int) sensors.stream().filter(SensorRule::votes).count();
    }
}

package io.bellwether.scoring;

import java.util.List;

/**
 * What is normal for one asset, learned on data the networks had not seen.
 *
 * @param flatLimits (sensors) this many frames without any change mean the sensor is stuck; 0 = never
 * @param ensembles in the order of the model's ensembles; at least one
 * @param threshold the score above which a frame counts as anomalous; greater than zero
 */
public record Calibration(List<Integer> flatLimits, List<EnsembleCalibration> ensembles, double threshold) {
    public Calibration {
        flatLimits = List.copyOf(flatLimits);
        ensembles = List.copyOf(ensembles);
        for (int limit : flatLimits) {
            if (limit < 0) {
                throw new IllegalArgumentException("the flat limit must not be negative, not " + limit);
            }
        }
        if (ensembles.isEmpty()) {
            throw new IllegalArgumentException("a calibration needs at least one ensemble");
        }
        for (EnsembleCalibration ensemble : ensembles) {
            if (ensemble.sensors().size() != flatLimits.size()) {
                throw new IllegalArgumentException("an ensemble is calibrated for "
                        + ensemble.sensors().size() + " sensors, but there are flat limits for " + flatLimits.size());
            }
        }
        if (!(threshold > 0) || !Double.isFinite(threshold)) {
            throw new IllegalArgumentException("the threshold must be greater than zero, not " + threshold);
        }
    }
}

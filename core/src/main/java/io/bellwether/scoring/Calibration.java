package io.bellwether.scoring;

import java.util.List;

/**
 * What is normal for the errors of one asset, learned on data its network had not seen.
 *
 * @param sensors in frame order; at least one votes
 * @param threshold the score above which a frame counts as anomalous; greater than zero
 */
public record Calibration(List<SensorCalibration> sensors, double threshold) {
    public Calibration {
        sensors = List.copyOf(sensors);
        if (sensors.stream().noneMatch(SensorCalibration::votes)) {
            throw new IllegalArgumentException("at least one sensor must vote");
        }
        if (!(threshold > 0) || !Double.isFinite(threshold)) {
            throw new IllegalArgumentException("the threshold must be greater than zero, not " + threshold);
        }
    }
}

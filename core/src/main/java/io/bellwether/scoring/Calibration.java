package io.bellwether.scoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is normal for the errors of one asset, learned on data its network had not seen.
 *
 * @param sensors in frame order; at least one votes
 * @param whitening of the voting sensors; null when they are judged one by one only
 * @param threshold the score above which a frame counts as anomalous; greater than zero
 */
public record Calibration(
        List<SensorCalibration> sensors, @Nullable Whitening whitening, double threshold) {
    public Calibration {
        sensors = List.copyOf(sensors);
        if (sensors.stream().noneMatch(SensorCalibration::votes)) {
            throw new IllegalArgumentException("at least one sensor must vote");
        }
        if (whitening != null) {
            new WhitenedError(voters(sensors), whitening.precision());
        }
        if (!(threshold > 0) || !Double.isFinite(threshold)) {
            throw new IllegalArgumentException("the threshold must be greater than zero, not " + threshold);
        }
    }

    /** Every sensor for itself. */
    public Calibration(List<SensorCalibration> sensors, double threshold) {
        this(sensors, null, threshold);
    }

    private static int voters(List<SensorCalibration> sensors) {
        return (int) sensors.stream().filter(SensorCalibration::votes).count();
    }
}

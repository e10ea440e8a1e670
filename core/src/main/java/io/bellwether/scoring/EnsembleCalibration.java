package io.bellwether.scoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is normal for the errors of one ensemble on one asset, learned on data its networks had not seen.
 *
 * @param sensors in frame order; at least one votes
 * @param whitening of the voting sensors; null when they are judged one by one only
 * @param scale what makes its score as rare as an equal score of the model's first ensemble; greater than zero
 */
public record EnsembleCalibration(
        List<SensorCalibration> sensors, @Nullable Whitening whitening, double scale) {
    public EnsembleCalibration {
        sensors = List.copyOf(sensors);
        if (sensors.stream().noneMatch(SensorCalibration::votes)) {
            throw new IllegalArgumentException("at least one sensor must vote");
        }
        if (whitening != null) {
            new WhitenedError(voters(sensors), whitening.precision());
        }
        if (!(scale > 0) || !Double.isFinite(scale)) {
            throw new IllegalArgumentException("the scale of an ensemble must be greater than zero, not " + scale);
        }
    }

    private static int voters(List<SensorCalibration> sensors) {
        return (int) sensors.stream().filter(SensorCalibration::votes).count();
    }
}

package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.EnsembleCalibration;
import io.bellwether.scoring.Whitening;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What calibration decided about one ensemble on one asset.
 *
 * @param sensors (sensors)
 * @param whitening of the voting sensors; null when they are judged one by one only
 * @param scale what makes its score as rare as an equal score of the model's first ensemble
 */
public record EnsembleVerdict(
        List<SensorVerdict> sensors, @Nullable Whitening whitening, double scale) {
    public EnsembleVerdict {
        sensors = List.copyOf(sensors);
    }

    /** As production uses it. */
    EnsembleCalibration calibration() {
        return new EnsembleCalibration(
                sensors.stream().map(SensorVerdict::calibration).toList(), whitening, scale);
    }
}

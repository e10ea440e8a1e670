package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.EnsembleCalibration;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.threshold.HeldOutScores;
import io.bellwether.trainer.threshold.Threshold;
import java.util.List;

/**
 * What calibration decided about one asset.
 *
 * @param sensors (sensors)
 * @param ensembles in the order of the model's
 * @param threshold of the score, and how it came about
 * @param heldOut the scores that it was learned from
 * @param heldOutFrames frames that had a held-out score
 * @param aboveThreshold how many of those exceed the threshold
 */
public record AssetCalibration(
        List<SensorVerdict> sensors,
        List<EnsembleCalibration> ensembles,
        Threshold threshold,
        HeldOutScores heldOut,
        long heldOutFrames,
        long aboveThreshold) {
    public AssetCalibration {
        sensors = List.copyOf(sensors);
        ensembles = List.copyOf(ensembles);
    }

    /** As production uses it. */
    public Calibration calibration() {
        return new Calibration(sensors.stream().map(SensorVerdict::rule).toList(), ensembles, threshold.value());
    }
}

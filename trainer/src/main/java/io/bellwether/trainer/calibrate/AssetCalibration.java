package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.Calibration;
import io.bellwether.trainer.threshold.Threshold;
import java.util.List;

/**
 * What calibration decided about one asset.
 *
 * @param flatLimits (sensors) frames without change that mean a sensor is stuck; 0 = never
 * @param ensembles in the order of the model's
 * @param threshold of the score, and how it came about
 * @param heldOutFrames frames that had a held-out score
 * @param aboveThreshold how many of those exceed the threshold
 */
public record AssetCalibration(
        List<Integer> flatLimits,
        List<EnsembleVerdict> ensembles,
        Threshold threshold,
        long heldOutFrames,
        long aboveThreshold) {
    public AssetCalibration {
        flatLimits = List.copyOf(flatLimits);
        ensembles = List.copyOf(ensembles);
    }

    /** As production uses it. */
    public Calibration calibration() {
        return new Calibration(
                flatLimits, ensembles.stream().map(EnsembleVerdict::calibration).toList(), threshold.value());
    }
}

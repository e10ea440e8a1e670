package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.Calibration;
import java.util.List;

/**
 * What calibration decided about one asset.
 *
 * @param verdicts (sensors)
 * @param threshold of the score
 * @param heldOutFrames frames that had a held-out score
 * @param aboveThreshold how many of those exceed the threshold
 */
public record AssetCalibration(
        List<SensorVerdict> verdicts, double threshold, long heldOutFrames, long aboveThreshold) {
    public AssetCalibration {
        verdicts = List.copyOf(verdicts);
    }

    /** As production uses it. */
    public Calibration calibration() {
        return new Calibration(verdicts.stream().map(SensorVerdict::calibration).toList(), threshold);
    }
}

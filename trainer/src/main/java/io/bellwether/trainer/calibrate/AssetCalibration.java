package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.Whitening;
import io.bellwether.trainer.threshold.Threshold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What calibration decided about one asset.
 *
 * @param verdicts (sensors)
 * @param whitening of the voting sensors; null when they are judged one by one only
 * @param threshold of the score, and how it came about
 * @param heldOutFrames frames that had a held-out score
 * @param aboveThreshold how many of those exceed the threshold
 */
public record AssetCalibration(
        List<SensorVerdict> verdicts,
        @Nullable Whitening whitening,
        Threshold threshold,
        long heldOutFrames,
        long aboveThreshold) {
    public AssetCalibration {
        verdicts = List.copyOf(verdicts);
    }

    /** As production uses it. */
    public Calibration calibration() {
        return new Calibration(
                verdicts.stream().map(SensorVerdict::calibration).toList(), whitening, threshold.value());
    }
}

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
 * @param heldOut the scores of normal frames, each by one network that had not seen it
 * @param foreseen what production's scores of normal frames are expected to be; as held out where no budget asks for more
 * @param averaging (ensembles and their averages, in that order) how much lower those are for production's taking the mean of
 *     several networks; empty without a budget
 */
public record AssetCalibration(
        List<SensorVerdict> sensors,
        List<EnsembleCalibration> ensembles,
        Threshold threshold,
        HeldOutScores heldOut,
        HeldOutScores foreseen,
        List<Double> averaging) {
    public AssetCalibration {
        sensors = List.copyOf(sensors);
        ensembles = List.copyOf(ensembles);
        averaging = List.copyOf(averaging);
    }

    /** How many normal frames have a score. */
    public long heldOutFrames() {
        return heldOut.size();
    }

    /** How many of the foreseen scores of those exceed the threshold. */
    public long aboveThreshold() {
        return foreseen.above(threshold.value());
    }

    /** As production uses it. */
    public Calibration calibration() {
        return new Calibration(sensors.stream().map(SensorVerdict::rule).toList(), ensembles, threshold.value());
    }
}

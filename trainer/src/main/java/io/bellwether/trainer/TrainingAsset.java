package io.bellwether.trainer;

import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.Manifest.TrainingData;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.data.SensorSummary;
import io.bellwether.trainer.data.SensorVerdict;
import io.bellwether.trainer.fit.ScaledSeries;
import java.time.Instant;
import java.util.List;

/**
 * One asset on its way through a training.
 *
 * @param series its frames
 * @param summaries (sensors) what its sensors did
 * @param sensors (sensors) what that says of them
 * @param data as the model tells of it
 */
record TrainingAsset(
        ScaledSeries series, List<SensorSummary> summaries, List<SensorVerdict> sensors, TrainingData data) {
    TrainingAsset(ScaledSeries series, List<SensorSummary> summaries, List<SensorVerdict> sensors) {
        this(series, summaries, sensors, dataOf(series.frames()));
    }

    String name() {
        return series.frames().asset();
    }

    AssetProfile profile(AssetCalibration calibration) {
        return new AssetProfile(
                name(),
                summaries.stream().map(SensorSummary::mean).toList(),
                summaries.stream().map(SensorSummary::scale).toList(),
                calibration.calibration());
    }

    private static TrainingData dataOf(FrameSeries frames) {
        List<FrameSeries.Stretch> stretches = frames.stretches();
        int first = stretches.get(0).from();
        int last = stretches.get(stretches.size() - 1).to() - 1;
        return new TrainingData(
                frames.asset(),
                frames.source(),
                Instant.ofEpochMilli(frames.time(first)),
                Instant.ofEpochMilli(frames.time(last)),
                frames.usableFrames(),
                frames.contentHash());
    }
}

package io.bellwether.trainer.config;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.messages.TelemetryMapping;
import java.util.Optional;

/**
 * Everything that decides what a training makes of its data.
 *
 * @param seed of all randomness
 * @param network sizes of the network
 * @param fit how it is fitted
 * @param calibration how its errors become a threshold
 * @param frames how readings become frames
 * @param alerting when incidents open and close
 * @param telemetry where the readings stand in a topic's records
 */
public record TrainingConfig(
        long seed,
        NetworkSizes network,
        FitConfig fit,
        CalibrationConfig calibration,
        FrameConfig frames,
        AlertPolicy alerting,
        TelemetryMapping telemetry) {

    /** What a config file may say about the model's identity. */
    public record Naming(Optional<String> name, Optional<String> version) {}
}

package io.bellwether.trainer.config;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.messages.TelemetryMapping;
import io.bellwether.network.NetworkKind;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides what a training makes of its data.
 *
 * @param seed of all randomness
 * @param ensembles the kinds of networks in the model; at least one
 * @param contest whether the kinds compete, and the best of them or several together make the model; otherwise all do
 * @param calibration how its errors become a threshold
 * @param frames how readings become frames
 * @param alerting when incidents open and close
 * @param telemetry where the readings stand in a topic's records
 */
public record TrainingConfig(
        long seed,
        List<EnsembleConfig> ensembles,
        boolean contest,
        CalibrationConfig calibration,
        FrameConfig frames,
        AlertPolicy alerting,
        TelemetryMapping telemetry) {

    /** The kind that stands for a contest of all kinds. */
    static final String AUTO = "auto";

    public TrainingConfig {
        ensembles = List.copyOf(ensembles);
        if (ensembles.isEmpty()) {
            throw new IllegalArgumentException("a model needs at least one kind of network");
        }
    }

    /** This config, with a number of folds for this amount of data where nobody has given one. */
    public TrainingConfig withFolds(int usableFrames) {
        return new TrainingConfig(
                seed,
                ensembles.stream()
                        .map(ensemble -> new EnsembleConfig(
                                ensemble.network(), ensemble.fit().withFolds(usableFrames)))
                        .toList(),
                contest,
                calibration,
                frames,
                alerting,
                telemetry);
    }

    /** How many contiguous blocks each asset's frames are divided into; 0 = by the amount of data. */
    public int folds() {
        return ensembles.get(0).fit().folds();
    }

    /** The most consecutive frames that one training window takes. */
    public int windowFrames() {
        return ensembles.stream()
                .mapToInt(ensemble -> ensemble.network().frames())
                .max()
                .orElseThrow();
    }

    /** The kinds of networks, for people: {@code lstm-predictor+pca}, or {@code auto}. */
    public String kinds() {
        return contest
                ? AUTO
                : NetworkKind.joined(ensembles.stream()
                        .map(ensemble -> ensemble.network().kind())
                        .toList());
    }

    /** What a config file may say about the model's identity. */
    public record Naming(Optional<String> name, Optional<String> version) {}
}

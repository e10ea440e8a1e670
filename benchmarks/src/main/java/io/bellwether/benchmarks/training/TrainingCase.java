package io.bellwether.benchmarks.training;

import io.bellwether.benchmarks.inference.RandomNetwork;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import java.util.List;

/** What is trained: 8 sensors, random windows. */
public enum TrainingCase {
    PREDICTOR_64("predictor, hidden 64, 64 steps, batch 128", NetworkShape.predictor(8, List.of(64)), 64, 128),
    AUTOENCODER_64(
            "autoencoder, hidden 64, 64 steps, batch 128", NetworkShape.autoencoder(8, List.of(64), 16, 64), 64, 128),
    PREDICTOR_16("predictor, hidden 16, 10 steps, batch 64", NetworkShape.predictor(8, List.of(16)), 10, 64),
    AUTOENCODER_16(
            "autoencoder, hidden 16, 10 steps, batch 64", NetworkShape.autoencoder(8, List.of(16), 3, 10), 10, 64);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // its list is a copy
    private final NetworkShape shape;

    private final int steps;
    private final int windows;

    TrainingCase(String title, NetworkShape shape, int steps, int windows) {
        this.title = title;
        this.shape = shape;
        this.steps = steps;
        this.windows = windows;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    public int steps() {
        return steps;
    }

    /** In a batch. */
    public int windows() {
        return windows;
    }

    int sensors() {
        return shape.sensors();
    }

    /** Where every engine begins. */
    Network start() {
        return RandomNetwork.of(shape, 1);
    }

    /** (windows, sensors, steps) */
    float[] values(long seed) {
        return RandomNetwork.inputs(1, windows * shape.sensors() * steps, seed)[0];
    }
}

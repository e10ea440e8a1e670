package io.bellwether.benchmarks.inference;

import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import java.util.List;

/** What is scored. */
public enum Workload {
    /** One time step with the state carried on: how a stream is scored. */
    STEP("step, small", NetworkShape.predictor(8, List.of(64)), 1),
    /** A window from a zero state, with a forecast after each of its frames. */
    PREDICTOR("predictor window, small", NetworkShape.predictor(8, List.of(64)), 64),
    /** A whole window rebuilt. */
    AUTOENCODER("autoencoder window, small", NetworkShape.autoencoder(8, List.of(64), 16, 64), 64),
    /** As {@link #PREDICTOR}, larger. */
    PREDICTOR_LARGE("predictor window, large", NetworkShape.predictor(32, List.of(128)), 128),
    /** A window of which only the newest frame is rebuilt, which is what Bellwether scores: no engine's match but its own. */
    NEWEST("autoencoder window, small, newest frame only", NetworkShape.autoencoder(8, List.of(64), 16, 64), 64);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // its list is a copy
    private final NetworkShape shape;

    private final int steps;

    Workload(String title, NetworkShape shape, int steps) {
        this.title = title;
        this.shape = shape;
        this.steps = steps;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    public NetworkShape shape() {
        return shape;
    }

    /** Frames an engine takes at once. */
    public int steps() {
        return steps;
    }

    /** Frames an engine gives back at once. */
    public int outputSteps() {
        return this == NEWEST ? 1 : steps;
    }

    /** Whether every call goes on from the state in which the one before left it. */
    public boolean isStateful() {
        return this == STEP;
    }

    boolean isAutoencoder() {
        return shape.kind() == NetworkKind.LSTM_AUTOENCODER;
    }

    /** Floating-point operations in the gate matrices for one item: two for every multiply-add. */
    public double gateFlops() {
        double flops = lstmFlops(shape.sensors(), shape.hidden()) * steps;
        return isAutoencoder() ? flops + lstmFlops(shape.latent(), shape.decoderHidden()) * outputSteps() : flops;
    }

    private static double lstmFlops(int inputs, List<Integer> hidden) {
        double flops = 0;
        int in = inputs;
        for (int size : hidden) {
            flops += 2.0 * (in + size) * 4 * size;
            in = size;
        }
        return flops;
    }
}

package io.bellwether.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * The sizes that fix a network's structure and with it the number and order of its weights.
 *
 * @param kind the structure
 * @param sensors inputs and outputs of the whole network
 * @param hidden hidden sizes of the LSTM layers from input to output; of the encoder for an autoencoder, whose decoder
 *     has them in reverse; none for a baseline
 * @param latent size of the autoencoder's latent vector, or the number of principal components; 0 for others
 * @param window frames the autoencoder sees at once; 0 for others
 * @param horizon how many frames ahead a predictor forecasts; 1 for others
 */
public record NetworkShape(NetworkKind kind, int sensors, List<Integer> hidden, int latent, int window, int horizon) {
    /** Forecasts further ahead than this are of no use to a score, and cost a step in memory and time each. */
    public static final int LONGEST_HORIZON = 100;

    public NetworkShape {
        Objects.requireNonNull(kind, "kind");
        hidden = List.copyOf(hidden);
        requirePositive("sensors", sensors);
        if (kind.isRecurrent() == hidden.isEmpty()) {
            throw new IllegalArgumentException(
                    kind.isRecurrent() ? "a network needs at least one hidden layer" : kind + " has no hidden layer");
        }
        hidden.forEach(size -> requirePositive("hidden size", size));
        int longest = kind == NetworkKind.LSTM_PREDICTOR ? LONGEST_HORIZON : 1;
        if (horizon < 1 || horizon > longest) {
            throw new IllegalArgumentException(
                    "the horizon of " + kind + " must lie between 1 and " + longest + ", not " + horizon);
        }
        switch (kind) {
            case LSTM_AUTOENCODER -> {
                requirePositive("latent size", latent);
                requirePositive("window", window);
            }
            case PCA -> {
                requirePositive("number of components", latent);
                if (latent >= sensors || window != 0) {
                    throw new IllegalArgumentException("pca has fewer components than sensors, and no window");
                }
            }
            case LSTM_PREDICTOR, Z_SCORE -> {
                if (latent != 0 || window != 0) {
                    throw new IllegalArgumentException(kind + " has neither a latent size nor a window");
                }
            }
        }
    }

    /** A predictor of the next frame: LSTM layers and a dense head. */
    public static NetworkShape predictor(int sensors, List<Integer> hidden) {
        return predictor(sensors, hidden, 1);
    }

    /** A predictor of so many frames. */
    public static NetworkShape predictor(int sensors, List<Integer> hidden, int horizon) {
        return new NetworkShape(NetworkKind.LSTM_PREDICTOR, sensors, hidden, 0, 0, horizon);
    }

    /** An autoencoder: encoder, dense tanh latent, decoder with the hidden sizes in reverse, dense head. */
    public static NetworkShape autoencoder(int sensors, List<Integer> hidden, int latent, int window) {
        return new NetworkShape(NetworkKind.LSTM_AUTOENCODER, sensors, hidden, latent, window, 1);
    }

    /** Principal components; with none of them, z-scores. */
    public static NetworkShape components(int sensors, int count) {
        NetworkKind kind = count == 0 ? NetworkKind.Z_SCORE : NetworkKind.PCA;
        return new NetworkShape(kind, sensors, List.of(), count, 0, 1);
    }

    /** What the network gives at one step: every sensor, once for each frame ahead. */
    public int outputs() {
        return horizon * sensors;
    }

    /** Hidden sizes of the autoencoder's decoder. */
    public List<Integer> decoderHidden() {
        List<Integer> reversed = new ArrayList<>(hidden);
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }

    /** How many float32 weights a network of this shape has. */
    public int weightCount() {
        if (!kind.isRecurrent()) {
            return (1 + latent) * sensors;
        }
        int last = hidden.get(hidden.size() - 1);
        int encoder = stackWeights(sensors, hidden);
        if (kind == NetworkKind.LSTM_PREDICTOR) {
            return encoder + (last + 1) * outputs();
        }
        return encoder + (last + 1) * latent + stackWeights(latent, decoderHidden()) + (hidden.get(0) + 1) * sensors;
    }

    private static int stackWeights(int inputs, List<Integer> hidden) {
        int count = 0;
        int in = inputs;
        for (int size : hidden) {
            count += (in + size + 1) * 4 * size;
            in = size;
        }
        return count;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("the " + name + " must be at least 1, not " + value);
        }
    }
}

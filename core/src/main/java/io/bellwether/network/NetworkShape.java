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
 */
public record NetworkShape(NetworkKind kind, int sensors, List<Integer> hidden, int latent, int window) {

    public NetworkShape {
        Objects.requireNonNull(kind, "kind");
        hidden = List.copyOf(hidden);
        requirePositive("sensors", sensors);
        if (kind.isRecurrent() == hidden.isEmpty()) {
            throw new IllegalArgumentException(
                    kind.isRecurrent() ? "a network needs at least one hidden layer" : kind + " has no hidden layer");
        }
        hidden.forEach(size -> requirePositive("hidden size", size));
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

    /** A predictor: LSTM layers and a dense head. */
    public static NetworkShape predictor(int sensors, List<Integer> hidden) {
        return new NetworkShape(NetworkKind.LSTM_PREDICTOR, sensors, hidden, 0, 0);
    }

    /** An autoencoder: encoder, dense tanh latent, decoder with the hidden sizes in reverse, dense head. */
    public static NetworkShape autoencoder(int sensors, List<Integer> hidden, int latent, int window) {
        return new NetworkShape(NetworkKind.LSTM_AUTOENCODER, sensors, hidden, latent, window);
    }

    /** Principal components; with none of them, z-scores. */
    public static NetworkShape components(int sensors, int count) {
        NetworkKind kind = count == 0 ? NetworkKind.Z_SCORE : NetworkKind.PCA;
        return new NetworkShape(kind, sensors, List.of(), count, 0);
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
            return encoder + (last + 1) * sensors;
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

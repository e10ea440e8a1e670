package io.bellwether.trainer.config;

import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import java.util.List;

/**
 * The sizes that a training chooses; the number of sensors comes from the data.
 *
 * @param kind predictor, autoencoder or baseline
 * @param hidden hidden sizes of the LSTM layers
 * @param latent size of the autoencoder's latent vector; 0 = half the sensors, and 3 at least. For pca the number of
 *     components; 0 = as many as explain nine tenths of the variance
 * @param window frames the autoencoder sees at once
 * @param sequence frames of a predictor's training sequences
 * @param horizon how many frames ahead a predictor forecasts; 1 for others
 */
public record NetworkSizes(NetworkKind kind, List<Integer> hidden, int latent, int window, int sequence, int horizon) {
    /** Forecasts this early in a training sequence do not count: the memory has just begun. */
    public static final int BURN_IN = 5;

    private static final int LEAST_LATENT = 3;

    public NetworkSizes {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty()) {
            throw new IllegalArgumentException("hidden must name at least one layer size");
        }
        for (int size : hidden) {
            Limits.atLeast("hidden", size, 1);
        }
        Limits.atLeast("latent", latent, 0);
        Limits.atLeast("window", window, 2);
        Limits.atLeast("sequence", sequence, BURN_IN + 1);
        if (horizon < 1 || horizon > NetworkShape.LONGEST_HORIZON) {
            throw new IllegalArgumentException(
                    "horizon must lie between 1 and " + NetworkShape.LONGEST_HORIZON + ", not " + horizon);
        }
    }

    /** The same but for these sizes. */
    public NetworkSizes with(List<Integer> otherHidden, int otherLatent) {
        return new NetworkSizes(kind, otherHidden, otherLatent, window, sequence, horizon);
    }

    /** The shape that a network for this many sensors has before its training. */
    public NetworkShape shape(int sensors) {
        return switch (kind) {
            case LSTM_PREDICTOR -> NetworkShape.predictor(sensors, hidden, horizon);
            case LSTM_AUTOENCODER ->
                NetworkShape.autoencoder(
                        sensors, hidden, latent > 0 ? latent : Math.max(LEAST_LATENT, (sensors + 1) / 2), window);
            case Z_SCORE, PCA -> throw new IllegalStateException(kind + " takes its shape from the data");
        };
    }

    /** How many time steps a training window has. */
    public int steps() {
        return switch (kind) {
            case LSTM_PREDICTOR -> sequence;
            case LSTM_AUTOENCODER -> window;
            case Z_SCORE, PCA -> 1;
        };
    }

    /** How many consecutive frames a training window takes: a predictor's needs those more that it forecasts. */
    public int frames() {
        return kind == NetworkKind.LSTM_PREDICTOR ? steps() + horizon : steps();
    }
}

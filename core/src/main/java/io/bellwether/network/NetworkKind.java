package io.bellwether.network;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The structures a network may have. */
public enum NetworkKind {
    /** Forecasts the next frame, or the next few; keeps its memory from frame to frame (Malhotra et al. 2015). */
    LSTM_PREDICTOR("lstm-predictor"),
    /** Rebuilds a window of frames through a narrow latent vector (Malhotra et al. 2016; Srivastava et al. 2015). */
    LSTM_AUTOENCODER("lstm-autoencoder"),
    /** Expects the mean: a baseline. */
    Z_SCORE("z-score"),
    /** Expects what a few principal components can make of a frame (Jackson 1991): a baseline. */
    PCA("pca");

    private final String label;

    NetworkKind(String label) {
        this.label = label;
    }

    /** The name on the command line and in files. */
    public String label() {
        return label;
    }

    /** Whether it remembers what came before: an LSTM, which is trained, and not a baseline, which is computed. */
    public boolean isRecurrent() {
        return this == LSTM_PREDICTOR || this == LSTM_AUTOENCODER;
    }

    @Override
    public String toString() {
        return label;
    }

    /**
     * The kind with this label.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static NetworkKind of(String label) {
        return find(label)
                .orElseThrow(() -> new IllegalArgumentException("unknown kind '" + label + "': use " + labels()));
    }

    /** The kind with this label; empty when there is none. */
    public static Optional<NetworkKind> find(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }

    /** All labels, for people. */
    public static String labels() {
        return Arrays.stream(values()).map(NetworkKind::label).collect(Collectors.joining(", "));
    }

    /** The labels of several kinds in one model, as {@code --kind} takes them: {@code lstm-predictor+pca}. */
    public static String joined(List<NetworkKind> kinds) {
        return kinds.stream().map(NetworkKind::label).collect(Collectors.joining("+"));
    }
}

package io.bellwether.network;

/** The structures a network may have. */
public enum NetworkKind {
    /** Forecasts the next frame; keeps its memory from frame to frame (Malhotra et al. 2015). */
    LSTM_PREDICTOR("lstm-predictor"),
    /** Rebuilds a window of frames through a narrow latent vector (Malhotra et al. 2016; Srivastava et al. 2015). */
    LSTM_AUTOENCODER("lstm-autoencoder");

    private final String label;

    NetworkKind(String label) {
        this.label = label;
    }

    /** The name on the command line and in files. */
    public String label() {
        return label;
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
        for (NetworkKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown kind '" + label + "': use lstm-predictor or lstm-autoencoder");
    }
}

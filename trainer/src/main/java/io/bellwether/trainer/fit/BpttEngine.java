package io.bellwether.trainer.fit;

import io.bellwether.network.Kernels;
import io.bellwether.network.Network;
import io.bellwether.network.NetworkKind;
import io.bellwether.trainer.config.FitConfig;
import java.util.Map;
import java.util.Optional;

/** Trains with backpropagation through time on the kernel that also scores; the same bits on every machine. */
public final class BpttEngine implements Engine {
    private final Engine reference;

    /** An engine whose networks are held to another's outputs. */
    public BpttEngine(Engine reference) {
        this.reference = reference;
    }

    @Override
    public Engine reference() {
        return reference;
    }

    @Override
    public String name() {
        return "bptt";
    }

    @Override
    public Optional<String> refusal(NetworkKind kind, FitConfig config) {
        return switch (kind) { // without a default: a new kind does not compile before it is decided about
            case LSTM_PREDICTOR, LSTM_AUTOENCODER -> Optional.empty();
            case Z_SCORE, PCA -> Optional.empty(); // computed, not trained
        };
    }

    @Override
    public Map<String, String> libraries() {
        return reference.libraries();
    }

    @Override
    public Learner learner(Network start, Recipe recipe) {
        return new BpttLearner(Kernels.best(), start, recipe);
    }
}

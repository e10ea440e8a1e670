package io.bellwether.trainer.fit;

import io.bellwether.network.RecurrentNetwork;
import java.util.Map;

/** What takes the gradients. Safe to share between threads. */
public interface Engine {
    /** As it stands in the model. */
    String name();

    /** The engine whose outputs the kernel is held to after a training. */
    default Engine reference() {
        return this;
    }

    /** Versions of the libraries it is made of, by name. */
    Map<String, String> libraries();

    /**
     * Begins a training.
     *
     * @param start the initial weights
     * @param steps of every window
     */
    Learner learner(RecurrentNetwork start, int steps, OneCycle schedule);
}

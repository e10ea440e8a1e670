package io.bellwether.trainer.fit;

import io.bellwether.network.Network;

/** A network while it is trained. Used by one thread. */
public interface Learner {
    /** Largest norm of the gradient of the mean squared error, over all weights together; longer ones are shortened. */
    double MAX_GRADIENT_NORM = 1;

    /** One gradient step, or with truncated backpropagation one per segment. */
    void update(Batch batch);

    /** What the network makes of the inputs; (windows, outputs, steps). */
    float[] outputs(Batch batch);

    /** A copy of the network as it is now. */
    Network network();
}

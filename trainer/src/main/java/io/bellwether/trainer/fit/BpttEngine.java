package io.bellwether.trainer.fit;

import io.bellwether.network.Kernels;
import io.bellwether.network.RecurrentNetwork;
import java.util.Map;

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
    public Map<String, String> libraries() {
        return reference.libraries();
    }

    @Override
    public Learner learner(RecurrentNetwork start, int steps, OneCycle schedule) {
        return new BpttLearner(Kernels.best(), start, steps, schedule);
    }
}

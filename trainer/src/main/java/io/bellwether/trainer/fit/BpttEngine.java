package io.bellwether.trainer.fit;

import io.bellwether.network.Kernels;
import io.bellwether.network.RecurrentNetwork;
import java.util.Map;

/** Trains with backpropagation through time on the kernel that also scores; the same bits on every machine. */
public final class BpttEngine implements Engine {
    @Override
    public String name() {
        return "bptt";
    }

    @Override
    public Map<String, String> libraries() {
        return Map.of();
    }

    @Override
    public Learner learner(RecurrentNetwork start, int steps, OneCycle schedule) {
        return new BpttLearner(Kernels.best(), start, steps, schedule);
    }
}

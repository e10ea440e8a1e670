package io.bellwether.benchmarks.inference;

import io.bellwether.network.Network;

/** Somebody's implementation of the layers, on one thread of the CPU. */
public interface InferenceEngine {
    /** For tables, with the version. */
    String title();

    /** Whether it can do this at all. */
    default boolean does(Workload workload) {
        return workload != Workload.NEWEST;
    }

    /** A scorer of {@code batch} series side by side, with this network's weights. */
    BatchScorer load(Network network, Workload workload, int batch);
}

package io.bellwether.trainer;

import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import java.util.List;

/**
 * A recording, ready to be trained on.
 *
 * @param spec what its frames hold
 * @param assembly how they were cut
 * @param assets those that can be used; at least one
 */
record Prepared(FeatureSpec spec, AssemblyPolicy assembly, List<TrainingAsset> assets) {
    Prepared {
        assets = List.copyOf(assets);
    }

    /** For this many frames a missing value is replaced by the last one. */
    long holdFrames() {
        return assembly.maxHold().toMillis() / spec.periodMillis();
    }
}

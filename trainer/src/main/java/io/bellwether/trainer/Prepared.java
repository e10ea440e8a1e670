package io.bellwether.trainer;

import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import io.bellwether.trainer.config.TrainingConfig;
import java.util.List;

/**
 * A recording, ready to be trained on.
 *
 * @param spec what its frames hold
 * @param assembly how they were cut
 * @param assets those that can be used; at least one
 * @param config that it was prepared by, with a number of folds
 */
record Prepared(FeatureSpec spec, AssemblyPolicy assembly, List<TrainingAsset> assets, TrainingConfig config) {
    Prepared {
        assets = List.copyOf(assets);
    }

    /** For this many frames a missing value is replaced by the last one. */
    long holdFrames() {
        return assembly.maxHold().toMillis() / spec.periodMillis();
    }
}

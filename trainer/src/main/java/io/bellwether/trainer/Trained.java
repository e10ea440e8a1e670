package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.artifact.RefusedModelException;
import io.bellwether.network.Network;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.contest.Outcome;
import io.bellwether.trainer.threshold.Threshold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model fresh from training, and the file that holds it. Immutable. */
public final class Trained {
    private final ModelArtifact artifact;
    private final byte[] file;
    private final Map<String, Threshold> thresholds; // by asset
    private final @Nullable Outcome contest;

    private Trained(ModelArtifact artifact, byte[] file, Map<String, Threshold> thresholds, @Nullable Outcome contest) {
        this.artifact = artifact;
        this.file = file;
        this.thresholds = thresholds;
        this.contest = contest;
    }

    /**
     * Packs a model, and reads it back.
     *
     * @param networks (ensembles, members)
     * @param calibrations of the manifest's assets, in its order
     * @param contest how its kind was found; null when it was given
     */
    static Trained pack(
            Manifest manifest,
            List<List<Network>> networks,
            String card,
            List<AssetCalibration> calibrations,
            @Nullable Outcome contest) {
        byte[] file = ModelFile.write(manifest, networks, card);
        Map<String, Threshold> thresholds = new LinkedHashMap<>();
        for (int a = 0; a < calibrations.size(); a++) {
            thresholds.put(manifest.assets().get(a).asset(), calibrations.get(a).threshold());
        }
        try {
            return new Trained(ModelFile.read(file), file, thresholds, contest);
        } catch (RefusedModelException e) {
            throw new IllegalStateException("the model just written cannot be read", e);
        }
    }

    /** The model, as read back from its file. */
    public ModelArtifact artifact() {
        return artifact;
    }

    /** The threshold of every asset, with what only the training knows of it. */
    Map<String, Threshold> thresholds() {
        return thresholds;
    }

    /** How its kind was found; empty when it was given. */
    Optional<Outcome> contest() {
        return Optional.ofNullable(contest);
    }

    /** The bytes of its file; a copy. */
    public byte[] file() {
        return file.clone();
    }
}

package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.artifact.RefusedModelException;
import io.bellwether.network.Network;
import io.bellwether.trainer.calibrate.AssetCalibration;
import io.bellwether.trainer.threshold.Threshold;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model fresh from training, and the file that holds it. Immutable. */
public final class Trained {
    private final ModelArtifact artifact;
    private final byte[] file;
    private final Map<String, Threshold> thresholds; // by asset

    private Trained(ModelArtifact artifact, byte[] file, Map<String, Threshold> thresholds) {
        this.artifact = artifact;
        this.file = file;
        this.thresholds = thresholds;
    }

    /**
     * Packs a model, and reads it back.
     *
     * @param networks (ensembles, members)
     * @param calibrations of the manifest's assets, in its order
     */
    static Trained pack(
            Manifest manifest, List<List<Network>> networks, String card, List<AssetCalibration> calibrations) {
        byte[] file = ModelFile.write(manifest, networks, card);
        Map<String, Threshold> thresholds = new LinkedHashMap<>();
        for (int a = 0; a < calibrations.size(); a++) {
            thresholds.put(manifest.assets().get(a).asset(), calibrations.get(a).threshold());
        }
        try {
            return new Trained(ModelFile.read(file), file, thresholds);
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

    /** The bytes of its file; a copy. */
    public byte[] file() {
        return file.clone();
    }
}

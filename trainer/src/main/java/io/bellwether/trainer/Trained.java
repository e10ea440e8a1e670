package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.artifact.RefusedModelException;
import io.bellwether.network.Network;
import java.util.List;

/** A model fresh from training, and the file that holds it. Immutable. */
public final class Trained {
    private final ModelArtifact artifact;
    private final byte[] file;

    Trained(ModelArtifact artifact, byte[] file) {
        this.artifact = artifact;
        this.file = file;
    }

    /**
     * Packs a model, and reads it back.
     *
     * @param networks (ensembles, members)
     */
    static Trained pack(Manifest manifest, List<List<Network>> networks, String card) {
        byte[] file = ModelFile.write(manifest, networks, card);
        try {
            return new Trained(ModelFile.read(file), file);
        } catch (RefusedModelException e) {
            throw new IllegalStateException("the model just written cannot be read", e);
        }
    }

    /** The model, as read back from its file. */
    public ModelArtifact artifact() {
        return artifact;
    }

    /** The bytes of its file; a copy. */
    public byte[] file() {
        return file.clone();
    }
}

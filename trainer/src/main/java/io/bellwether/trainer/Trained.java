package io.bellwether.trainer;

import io.bellwether.artifact.ModelArtifact;

/** A model fresh from training, and the file that holds it. Immutable. */
public final class Trained {
    private final ModelArtifact artifact;
    private final byte[] file;

    Trained(ModelArtifact artifact, byte[] file) {
        this.artifact = artifact;
        this.file = file;
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

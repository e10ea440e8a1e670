package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.artifact.RefusedModelException;
import io.bellwether.network.NetworkKind;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Model files on disk. */
final class ModelFiles {
    private ModelFiles() {}

    /** @throws RefusedError when there is no such file */
    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RefusedError("there is no readable model, " + file + ": check the path", e);
        }
    }

    /** @throws RefusedError when it is not a model that can be run */
    static ModelArtifact read(Path file) {
        return read(file, bytes(file));
    }

    /** @throws RefusedError when these bytes, of that file, are not a model that can be run */
    static ModelArtifact read(Path file, byte[] bytes) {
        try {
            return ModelFile.read(bytes);
        } catch (RefusedModelException e) {
            throw new RefusedError("the model is refused, " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The one ensemble of networks that DL4J knows, too.
     *
     * @throws RefusedError when it is a baseline, which DL4J has no network for, or one of several
     */
    static Manifest.Ensemble requireNetworks(ModelArtifact model, Path file) {
        List<Manifest.Ensemble> ensembles = model.manifest().ensembles();
        if (ensembles.size() > 1) {
            throw new RefusedError("the model has networks of several kinds, " + file + ": "
                    + model.manifest().kinds() + "; only a model of one kind can be exchanged with DL4J");
        }
        NetworkKind kind = ensembles.get(0).shape().kind();
        if (!kind.isRecurrent()) {
            throw new RefusedError("DL4J has no network for " + kind + ", " + file
                    + ": a baseline is computed from the data; train an lstm-predictor or an lstm-autoencoder");
        }
        return ensembles.get(0);
    }

    /** Writes beside the file and moves into place, so that nobody ever sees half a model. */
    static void write(Trained trained, Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Folders.makeFor(file);
            Files.write(beside, trained.file());
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UsageError("the model cannot be written, " + file + ": check the path and its permissions", e);
        }
    }
}

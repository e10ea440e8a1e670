package io.bellwether.trainer;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.network.Network;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.export.Dl4jNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: a model's networks as DL4J files. */
@Command(
        name = "export",
        description = {
            "Writes every network of a model as a DL4J file, which MultiLayerNetwork.load reads.",
            "They take what the model's scaler makes of the readings: (value - mean) / sd, as inspect --json has them."
        },
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private final Help help = new Help();

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model file.")
    private Path model;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "The folder to write member-01.zip, member-02.zip, ... into.")
    private Path to;

    @Override
    public Integer call() {
        ModelArtifact artifact = ModelFiles.read(model);
        ModelFiles.requireNetworks(artifact, model);
        List<Network> members = artifact.networks().get(0);
        try {
            Files.createDirectories(to);
            for (int m = 0; m < members.size(); m++) {
                Dl4jNetwork.write(members.get(m), to.resolve(String.format("member-%02d.zip", m + 1)));
            }
        } catch (IOException e) {
            throw new UsageError("the networks cannot be written, " + to + ": check the path and its permissions", e);
        }
        help.out()
                .println(members.size() + " networks of " + artifact.ref().name() + " "
                        + artifact.ref().version() + " as DL4J files: " + to);
        return 0;
    }
}

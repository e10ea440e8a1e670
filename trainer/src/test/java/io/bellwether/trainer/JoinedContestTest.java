package io.bellwether.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real data on which a baseline finds more of the injected faults than several kinds together, beyond doubt. */
class JoinedContestTest {
    private static final Path SERVER = Path.of("../../shared/data/asd/omi-3_train.csv");

    @TempDir
    private Path folder;

    private byte[] train(String threads) throws Exception {
        Path model = folder.resolve(threads + ".bw");
        Cli cli = Cli.run(
                "train",
                "--data",
                SERVER.toString(),
                "--kind",
                "auto",
                "--name",
                "server",
                "--threads",
                threads,
                "--out",
                model.toString());
        assertThat(cli.code()).as(cli.err()).isZero();
        return Files.readAllBytes(model);
    }

    @Test
    void train_auto_baselineBetterBeyondDoubt_joinsTheOthers_inTheSameBytesOnAnyNumberOfThreads() throws Exception {
        assumeTrue(Files.exists(SERVER), "the public server data do not lie beside the project: NOT CHECKED");

        byte[] bytes = train("2");

        ModelArtifact model = ModelFile.read(bytes);
        assertThat(model.manifest().kinds()).isEqualTo("z-score+pca+lstm-predictor+lstm-autoencoder");
        assertThat(model.manifest().ensembles())
                .extracting(Manifest.Ensemble::members)
                .containsOnly(4);
        assertThat(model.modelCard().lines().filter(line -> line.endsWith("| taken |")))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("| z-score+pca+lstm-predictor+lstm-autoencoder |"));
        assertThat(model.modelCard()).contains("it is taken beside them");
        assertThat(train("1")).isEqualTo(bytes);
    }
}

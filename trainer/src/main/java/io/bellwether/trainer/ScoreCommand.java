package io.bellwether.trainer;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.trainer.data.CsvFiles;
import io.bellwether.trainer.data.CsvOptions;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.evaluate.ScoreFile;
import io.bellwether.trainer.threads.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code score}: a model's word on a CSV file. */
@Command(
        name = "score",
        description = {
            "Scores a CSV file with a model, exactly as the detector would.",
            "Writes one row per frame; while the network warms up, score and sensors are empty.",
            "The assets of the file share the cores."
        },
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ScoreCommand implements Callable<Integer> {
    @Mixin
    private final Help help = new Help();

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "The model file.")
    private Path model;

    @Option(names = "--data", paramLabel = "FILE", required = true, description = "The CSV file.")
    private Path data;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The CSV file to write.")
    private Path out;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            split = ",",
            description = "A column that is no sensor, like a label; may be repeated.")
    private List<String> ignored = new ArrayList<>();

    @Mixin
    private final ThreadOption threads = new ThreadOption();

    @Override
    public Integer call() {
        Inputs.keep(List.of(model, data), List.of(out));
        Consumer<String> warnings = help.warnings();
        ModelArtifact artifact = ModelFiles.read(model);
        CsvOptions options = new CsvOptions(Optional.empty(), new HashSet<>(ignored), Map.of());
        CsvTable table = CsvFiles.read(List.of(data), options, warnings).get(0);
        ScoreFile.Written written;
        try (Workers workers =
                new Workers(Math.min(threads.threads(), table.distinctAssets().size()))) {
            written = new ScoreFile(artifact, workers, warnings).write(table, out);
        }
        help.out()
                .println(written.frames() + " frames, " + written.scored() + " scored, " + written.alarms()
                        + " with an alarm: " + out);
        return 0;
    }
}

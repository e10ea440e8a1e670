package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.trainer.config.ConfigFile;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.CsvFiles;
import io.bellwether.trainer.data.CsvOptions;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.export.Dl4jNetwork;
import io.bellwether.trainer.fit.Dl4jEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code import}: DL4J files into the place of a model's networks. */
@Command(
        name = "import",
        description = {
            "Puts DL4J networks into the place of a model's own, and calibrates them on normal data.",
            "Sensors, frames, scalers and alerting stay those of the model; thresholds are learned anew. Their false-alarm",
            "rate is honest only for data the networks were not trained on: give such data, or train network m without",
            "part m of as many equal parts of it as there are networks, as train does."
        },
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final Help help = new Help();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            required = true,
            description = "The model file whose networks are replaced; it is not changed.")
    private Path model;

    @Option(
            names = "--from",
            paramLabel = "FILE|DIR",
            arity = "1..*",
            required = true,
            description = "DL4J files in the order of the networks, or a folder of them, in the order of their names.")
    private List<Path> from = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "FILE|DIR",
            arity = "1..*",
            required = true,
            description = "CSV files of the model's assets to calibrate on, or folders of them.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model file to write.")
    private Path out;

    @Option(names = "--name", paramLabel = "NAME", description = "The new model's name (that of the model).")
    private @Nullable String name;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "Semantic version (the model's with the minor number raised).")
    private @Nullable String version;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The training's YAML file; only threshold, budget, quantile, factor, beta and, of without, gate"
                            + " and whitening are taken from it.")
    private @Nullable Path config;

    @Mixin
    private final ColumnOptions columns = new ColumnOptions();

    @Override
    public Integer call() {
        Consumer<String> warnings = help.warnings();
        TrainingConfig training = config();
        ModelArtifact before = ModelFiles.read(model);
        Manifest.Ensemble ensemble = ModelFiles.requireNetworks(before, model);
        Manifest.Identity identity = identity(before);
        List<Path> files = files();
        int members = ensemble.members();
        if (files.size() != members) {
            throw new RefusedError("there are " + files.size() + " DL4J files, " + from.get(0) + ": model '"
                    + before.ref().name() + "' has " + members + " networks; give as many files");
        }
        Dl4jEngine dl4j = new Dl4jEngine();
        List<Dl4jNetwork> networks = files.stream()
                .map(file -> Dl4jNetwork.read(file, ensemble.shape()))
                .toList();
        CsvOptions options = columns.csv(Map.of());
        List<Path> csv =
                data.stream().flatMap(path -> CsvFiles.list(path).stream()).toList();
        Recording recording = CsvFiles.recording(CsvFiles.read(csv, options, warnings));
        Trained trained = new Importer(before, training.calibration(), dl4j.libraries(), warnings)
                .adopt(networks, recording, identity);
        ModelFiles.write(trained, out);
        tell(before, trained.artifact());
        return 0;
    }

    private TrainingConfig config() {
        try {
            return (config == null ? ConfigFile.empty() : ConfigFile.read(config)).resolve();
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage() + ", " + config + ": mend the value", e);
        }
    }

    private Manifest.Identity identity(ModelArtifact before) {
        try {
            return new Manifest.Identity(
                    name == null ? before.ref().name() : name,
                    version == null ? TrainCommand.raised(before.ref().version()) : version,
                    before.ref().sha256());
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage() + ", command line: set --name and --version", e);
        }
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path path : from) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> list = Files.list(path)) {
                    list.filter(file -> file.toString().endsWith(".zip"))
                            .sorted()
                            .forEach(files::add);
                } catch (IOException e) {
                    throw new RefusedError("the folder cannot be read, " + path + ": check its permissions", e);
                }
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private void tell(ModelArtifact before, ModelArtifact after) {
        help.out()
                .printf(
                        Locale.ROOT,
                        "%s %s  %d networks in the place of %s's  parity %.1e%n%s  sha256 %s%n",
                        after.ref().name(),
                        after.ref().version(),
                        after.networks().get(0).size(),
                        before.ref().version(),
                        after.manifest().training().parity(),
                        out,
                        after.ref().sha256());
        for (int a = 0; a < after.manifest().assets().size(); a++) {
            help.out()
                    .printf(
                            Locale.ROOT,
                            "asset %s  threshold %.3f, was %.3f%n",
                            after.manifest().assets().get(a).asset(),
                            after.manifest().assets().get(a).calibration().threshold(),
                            before.manifest().assets().get(a).calibration().threshold());
        }
    }
}

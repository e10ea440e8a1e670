package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.trainer.config.Durations;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.CsvFiles;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.threads.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: from CSV files or a topic to a model file. */
@Command(
        name = "train",
        description = {
            "Trains a model on normal data, from CSV files or from a topic.",
            "One CSV file is one asset, named after the file, unless an 'asset' column says otherwise."
        },
        footer = {
            "",
            "Keys of the --config file, none of them required: kind, name, version, seed, hidden, latent, window,",
            "sequence, horizon, noise, updates, batch, learningRate, folds, patience, dropout, channelDropout,",
            "truncate, decoder (latent, zeros, own), search, smoothing, stride,",
            "quantile, factor, beta, without [following, fast, slow, whitening, gate], period, units {sensor: unit}, assembly {closing, allowedLateness, maxHold, maxGap},",
            "alerting {openCount, openWindow, releaseFraction, rearmFactor, criticalRatio},",
            "telemetry {format, avro {schema, header}, layout, asset, time, timeFormat, sensor, value, quality,",
            "goodQualities, values, ignored}."
        },
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private final Help help = new Help();

    @Option(names = "--data", paramLabel = "FILE|DIR", arity = "1..*", description = "CSV files, or folders of them.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--from-kafka", description = "Train on the telemetry topic instead.")
    private boolean fromKafka;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The telemetry topic (${DEFAULT-VALUE}).")
    private String topic = "bellwether.telemetry";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "How far back to read, like 30d or 12h (${DEFAULT-VALUE}).")
    private String since = "30d";

    @Option(
            names = "--alerts-topic",
            paramLabel = "TOPIC",
            description = "Times in which an alert was open are left out (bellwether.alerts).")
    private @Nullable String alertsTopic;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model file to write.")
    private Path out;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The model's name (the parent's, or else that of the file).")
    private @Nullable String name;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "Semantic version (1.0.0, or the parent's with the minor number raised).")
    private @Nullable String version;

    @Option(names = "--parent", paramLabel = "MODEL", description = "The model file that this one is to replace.")
    private @Nullable Path parent;

    @Mixin
    private final TrainingOptions training = new TrainingOptions();

    @Override
    public Integer call() {
        Consumer<String> warnings = help.warnings();
        TrainingConfig config = training.config(warnings);
        Manifest.Identity identity = identity();
        Recording recording = recording(config, warnings);
        Trained trained;
        try (Workers workers = new Workers(training.threads())) {
            trained = new Trainer(training.engine(), workers, TerminalProgress.to(help.err()), warnings)
                    .train(recording, config, identity);
        }
        ModelFiles.write(trained, out);
        tell(trained.artifact());
        return 0;
    }

    private Recording recording(TrainingConfig config, Consumer<String> warnings) {
        if (fromKafka == !data.isEmpty()) {
            throw new UsageError("train needs one source of data, command line: give either --data or --from-kafka");
        }
        if (!fromKafka) {
            List<Path> files =
                    data.stream().flatMap(path -> CsvFiles.list(path).stream()).toList();
            return CsvFiles.recording(CsvFiles.read(files, training.csv(), warnings));
        }
        if (config.calibration().needsLabels()) {
            throw new UsageError(
                    "the threshold f-beta is learned from labelled rows, which a topic does not have, command"
                            + " line: give --data with --label, or choose another --threshold");
        }
        Duration back;
        try {
            back = Durations.parse(since);
        } catch (IllegalArgumentException e) {
            throw new UsageError("--since: " + e.getMessage() + ", command line: mend the value", e);
        }
        return kafka.recording(topic, alertsTopic, back, config.telemetry(), warnings);
    }

    private Manifest.Identity identity() {
        TrainingConfig.Naming file = training.naming();
        ModelArtifact before = parent == null ? null : ModelFiles.read(parent);
        String stem = String.valueOf(out.getFileName()).replaceFirst("\\.[^.]*$", "");
        String usual = before == null ? stem : before.ref().name();
        String named = name != null ? name : file.name().orElse(usual);
        String next = before == null ? "1.0.0" : raised(before.ref().version());
        String numbered = version != null ? version : file.version().orElse(next);
        try {
            return new Manifest.Identity(
                    named, numbered, before == null ? null : before.ref().sha256());
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage() + ", command line: set --name and --version", e);
        }
    }

    /** 1.4.2 becomes 1.5.0. */
    static String raised(String version) {
        String[] numbers = version.split("[-+]", 2)[0].split("\\.", -1);
        return numbers[0] + "." + (Long.parseLong(numbers[1]) + 1) + ".0";
    }

    private void tell(ModelArtifact model) {
        Manifest manifest = model.manifest();
        long frames = manifest.training().data().stream()
                .mapToLong(Manifest.TrainingData::frames)
                .sum();
        help.out()
                .printf(
                        Locale.ROOT,
                        "%s %s  %s  %d sensors, %d asset(s), %d frames  parity %.1e%n%s  sha256 %s%n",
                        model.ref().name(),
                        model.ref().version(),
                        manifest.kinds(),
                        manifest.features().size(),
                        manifest.assets().size(),
                        frames,
                        manifest.training().parity(),
                        out,
                        model.ref().sha256());
    }
}

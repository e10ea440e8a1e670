package io.bellwether.trainer;

import io.bellwether.trainer.config.Budget;
import io.bellwether.trainer.config.ConfigFile;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.CsvOptions;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.fit.BpttEngine;
import io.bellwether.trainer.fit.Dl4jEngine;
import io.bellwether.trainer.fit.Engine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that trains. */
final class TrainingOptions {
    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "lstm-predictor (default) or lstm-autoencoder; or a baseline to hold them to: z-score or pca;"
                    + " several, joined by +, of which the strictest counts; or auto: all compete, and several together are taken"
                    + " unless one alone is better beyond doubt.")
    private @Nullable String kind;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of all randomness; the same seed gives the same file (42).")
    private @Nullable Long seed;

    @Option(names = "--config", paramLabel = "FILE", description = "YAML file with any of the training's settings.")
    private @Nullable Path config;

    @Option(
            names = "--period",
            paramLabel = "TIME",
            description = "Distance of two frames, like 1s or 500ms (the usual distance of two rows).")
    private @Nullable String period;

    @Option(
            names = "--dropout",
            paramLabel = "P",
            description = "Part of the upper layers' inputs that is dropped at random while training (0).")
    private @Nullable Double dropout;

    @Option(
            names = "--channel-dropout",
            paramLabel = "P",
            description = "Part of the sensors that read as their mean throughout a training window, at random, so that"
                    + " the network must tell them from the others (0).")
    private @Nullable Double channelDropout;

    @Option(
            names = "--truncate",
            paramLabel = "N",
            description = "Backpropagation goes back N steps at most, and carries the memory on; for a predictor whose"
                    + " sequence, in the config file, is longer (0: back over all of it).")
    private @Nullable Integer truncate;

    @Option(
            names = "--search",
            description =
                    "Also trains half and twice the hidden sizes, and for lstm-autoencoder the latent sizes, and takes"
                            + " the smallest network whose held-out error is within one standard error of the least.")
    private boolean search;

    @Option(
            names = "--threshold",
            paramLabel = "RULE",
            description =
                    "quantile (default without a budget), budget (with one), gaussian, dynamic, or f-beta: the best on rows"
                            + " that are labelled (--label).")
    private @Nullable String threshold;

    @Option(
            names = "--budget",
            paramLabel = "N per TIME",
            description = "False alarms that an asset may raise, like '1 per week', '2 per day', '1 per 30d': the"
                    + " threshold is set so that they are not exceeded.")
    private @Nullable String budget;

    @Mixin
    private final ThreadOption threads = new ThreadOption();

    @Option(
            names = "--unit",
            paramLabel = "SENSOR=UNIT",
            description = "The unit of a sensor; may be repeated. A header like 'flow [m3/h]' says it, too.")
    private Map<String, String> units = new LinkedHashMap<>();

    @Mixin
    private final ColumnOptions columns = new ColumnOptions();

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "What trains: bptt, on the kernel that scores; dl4j, the reference, many times slower; or"
                    + " auto (default), which is bptt, as it trains every network today, with dl4j as the fallback.")
    private String engine = "auto";

    private @Nullable ConfigFile file;

    private ConfigFile file() {
        if (file == null) {
            ConfigFile read = config == null ? ConfigFile.empty() : ConfigFile.read(config);
            file = read.with(new ConfigFile.Options(
                    kind,
                    seed,
                    dropout,
                    channelDropout,
                    truncate,
                    search ? Boolean.TRUE : null,
                    period,
                    threshold,
                    budget,
                    units));
        }
        return file;
    }

    /** Config file and options together, with a warning about what has no effect. */
    TrainingConfig config(Consumer<String> warnings) {
        TrainingConfig config = config();
        List<String> idle = file().withoutEffect();
        if (!idle.isEmpty()) {
            warnings.accept(config.kinds() + " is computed and not trained, so there is no effect of "
                    + String.join(", ", idle));
        }
        return config;
    }

    /** Config file and options together. */
    TrainingConfig config() {
        try {
            return file().resolve();
        } catch (IllegalArgumentException e) {
            String where = config == null ? "command line" : config.toString();
            throw new UsageError(e.getMessage() + ", " + where + ": mend the value", e);
        }
    }

    /** What the config file says about name and version. */
    TrainingConfig.Naming naming() {
        return file().naming();
    }

    /** The false alarms that are allowed, if somebody said. */
    Optional<Budget> budget() {
        return Optional.ofNullable(config().calibration().budget());
    }

    CsvOptions csv() {
        return columns.csv(units);
    }

    /** What trains; the kernel is proven against DL4J whichever it is. */
    Engine engine() {
        Engine dl4j = new Dl4jEngine();
        Engine bptt = new BpttEngine(dl4j);
        List<Engine> engines = switch (engine) {
            case "auto" -> List.of(bptt, dl4j);
            case "bptt" -> List.of(bptt);
            case "dl4j" -> List.of(dl4j);
            default -> throw new UsageError("unknown engine '" + engine + "', command line: use auto, bptt or dl4j");
        };
        return Engine.choose(engines, config().ensembles());
    }

    int threads() {
        return threads.threads();
    }
}

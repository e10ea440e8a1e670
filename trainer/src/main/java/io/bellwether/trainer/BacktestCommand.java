package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.CsvFiles;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.evaluate.Detection;
import io.bellwether.trainer.evaluate.Summary;
import io.bellwether.trainer.fit.Progress;
import io.bellwether.trainer.threads.Workers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtest}: how good a model would have been. */
@Command(
        name = "backtest",
        description = {
            "Trains on the first rows of every file, lets the production pipeline judge the rest,",
            "and writes datetime,prediction,score per file and a summary.json."
        },
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BacktestCommand implements Callable<Integer> {
    @Mixin
    private final Help help = new Help();

    @Parameters(paramLabel = "DATA", arity = "1..*", description = "CSV files, or folders of them.")
    private List<Path> data = new ArrayList<>();

    @ArgGroup(multiplicity = "1")
    private Training trainOn;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write into.")
    private Path out;

    @Mixin
    private final TrainingOptions training = new TrainingOptions();

    /** Where the training rows are. */
    static final class Training {
        @Option(names = "--train", paramLabel = "FILE", description = "One model, trained on this file, judges all.")
        private @Nullable Path file;

        @Option(names = "--train-rows", paramLabel = "N", description = "The first N rows of every file train.")
        private @Nullable Integer rows;

        @Option(names = "--train-fraction", paramLabel = "F", description = "The first part of every file trains.")
        private @Nullable Double fraction;
    }

    @Override
    public Integer call() {
        Consumer<String> warnings = help.warnings();
        TrainingConfig config = training.config();
        Progress progress = TerminalProgress.to(help.err());
        List<Backtest.Job> jobs = jobs(warnings);
        Backtest backtest = new Backtest(training::engine, config, progress, warnings);
        Summary summary = trainOn.file == null
                ? backtest.perFile(jobs, split(), out, training.threads())
                : withModel(backtest, jobs, trainOn.file, config, progress, warnings);
        Path file = out.resolve("summary.json");
        summary.write(file);
        tell(summary, jobs.size(), file);
        return 0;
    }

    private List<Backtest.Job> jobs(Consumer<String> warnings) {
        List<Path> files = new ArrayList<>();
        List<Path> targets = new ArrayList<>();
        Set<Path> taken = new HashSet<>();
        for (Path given : data) {
            for (Path file : CsvFiles.list(given)) {
                Path target = given.toAbsolutePath()
                                .normalize()
                                .equals(file.toAbsolutePath().normalize())
                        ? file.getFileName()
                        : absolute(given).getFileName().resolve(absolute(given).relativize(absolute(file)));
                if (!taken.add(target)) {
                    throw new UsageError("two inputs would both be written to " + out.resolve(target)
                            + ", command line: run them one by one");
                }
                files.add(file);
                targets.add(target);
            }
        }
        List<CsvTable> tables = CsvFiles.read(files, training.csv(), warnings);
        List<Backtest.Job> jobs = new ArrayList<>();
        for (int f = 0; f < files.size(); f++) {
            jobs.add(new Backtest.Job(tables.get(f), targets.get(f)));
        }
        return jobs;
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private Backtest.Split split() {
        Integer rows = trainOn.rows;
        if (rows != null) {
            if (rows < 1) {
                throw new UsageError("--train-rows must be at least 1, not " + rows + ", command line: mend the value");
            }
            return all -> rows;
        }
        double fraction = trainOn.fraction == null ? 0 : trainOn.fraction;
        if (!(fraction > 0 && fraction < 1)) {
            throw new UsageError(
                    "--train-fraction must lie between 0 and 1, not " + fraction + ", command line: mend the value");
        }
        return all -> (int) (all * fraction);
    }

    private Summary withModel(
            Backtest backtest,
            List<Backtest.Job> jobs,
            Path file,
            TrainingConfig config,
            Progress progress,
            Consumer<String> warnings) {
        List<CsvTable> tables =
                CsvFiles.read(CsvFiles.list(file), training.csv().whereverPresent(), warnings);
        long begin = System.nanoTime();
        Trained trained;
        try (Workers workers =
                new Workers(Math.min(training.threads(), config.fit().folds()))) {
            trained = new Trainer(training.engine(), workers, progress, warnings)
                    .train(CsvFiles.recording(tables), config, new Manifest.Identity("backtest", "1.0.0", null));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return backtest.withModel(jobs, trained.artifact(), seconds, out, training.threads());
    }

    private void tell(Summary summary, int files, Path file) {
        summary.pooled().ifPresent(pooled -> tell(pooled, files));
        help.out().printf(Locale.ROOT, "%.0f s of training; details: %s%n", summary.trainingSeconds(), file);
    }

    private void tell(Detection pooled, int files) {
        PrintWriter out = help.out();
        out.printf(Locale.ROOT, "%d file(s): ", files);
        if (pooled.events() > 0) {
            out.printf(
                    Locale.ROOT,
                    "F1 %.3f, missed rate %.1f %%, events found %d of %d, ",
                    pooled.f1(),
                    100 * pooled.missedRate(),
                    pooled.delays().size(),
                    pooled.events());
        }
        if (!pooled.delays().isEmpty()) {
            out.printf(Locale.ROOT, "median delay %.0f s, ", pooled.medianDelay());
        }
        out.printf(
                Locale.ROOT,
                "false-alarm rate %.1f %%, false alarms %d (%.1f a day)%n",
                100 * pooled.falseAlarmRate(),
                pooled.falseAlarms(),
                pooled.falseAlarmsPerDay());
    }
}

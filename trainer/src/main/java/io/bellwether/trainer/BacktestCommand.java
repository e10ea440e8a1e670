package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.CsvFiles;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.evaluate.Summary;
import io.bellwether.trainer.fit.Progress;
import io.bellwether.trainer.report.AssetSections;
import io.bellwether.trainer.threads.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
            "and writes datetime,prediction,score (and label) per file, a summary.json, and a",
            "report.html to look at: plots, alarms, and the sensors that show each fault."
        },
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BacktestCommand implements Callable<Integer> {
    private static final String SUMMARY = "summary.json";
    private static final String REPORT = "report.html";

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

    @Mixin
    private final EvaluationOptions evaluation = new EvaluationOptions();

    @Override
    public Integer call() {
        evaluation.check();
        Map<Path, Path> inputs = Inputs.byName(data);
        keepInputs(inputs);
        Consumer<String> warnings = help.warnings();
        TrainingConfig config = training.config(warnings);
        Progress progress = TerminalProgress.to(help.err());
        List<Judge.Job> jobs = jobs(inputs, warnings);
        AssetSections sections = ReportOf.sections(jobs);
        Judge judge = new Judge(out, sections, warnings);
        Contests contests = new Contests();
        Map<String, Summary.Outcome> files = trainOn.file == null
                ? new Backtest(training::engine, config, judge, progress, warnings, contests)
                        .perFile(jobs, split(), training.threads())
                : withModel(judge, jobs, trainOn.file, config, progress, warnings, contests);
        String kind = config.kinds();
        Summary summary = evaluation.summary(Optional.of(kind), files, training.budget(), training.threads());
        Path file = out.resolve(SUMMARY);
        summary.write(file);
        evaluation.print(summary, training.budget(), help.out());
        if (!contests.line().isEmpty()) {
            help.out().println(contests.line());
        }
        Path report = out.resolve(REPORT);
        ReportOf.backtest(summary, sections, contests.tables()).write(report);
        help.out().printf(Locale.ROOT, "%.0f s of training; details: %s%n", summary.trainingSeconds(), file);
        help.out().println("to look at, in a browser: " + report);
        return 0;
    }

    private void keepInputs(Map<Path, Path> files) {
        List<Path> inputs = new ArrayList<>(files.values());
        if (trainOn.file != null) {
            inputs.addAll(CsvFiles.list(trainOn.file));
        }
        List<Path> results = new ArrayList<>(List.of(out.resolve(SUMMARY), out.resolve(REPORT)));
        files.keySet().stream().map(out::resolve).forEach(results::add);
        Inputs.keep(inputs, results);
    }

    private List<Judge.Job> jobs(Map<Path, Path> files, Consumer<String> warnings) {
        List<CsvTable> tables = CsvFiles.read(List.copyOf(files.values()), training.csv(), warnings);
        List<Judge.Job> jobs = new ArrayList<>();
        for (Path name : files.keySet()) {
            jobs.add(new Judge.Job(tables.get(jobs.size()), name));
        }
        return jobs;
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

    private Map<String, Summary.Outcome> withModel(
            Judge judge,
            List<Judge.Job> jobs,
            Path file,
            TrainingConfig config,
            Progress progress,
            Consumer<String> warnings,
            Contests contests) {
        List<CsvTable> tables =
                CsvFiles.read(CsvFiles.list(file), training.csv().whereverPresent(), warnings);
        long begin = System.nanoTime();
        Trained trained;
        try (Workers workers = new Workers(training.threads())) {
            trained = new Trainer(training.engine(), workers, progress, warnings)
                    .train(CsvFiles.recording(tables), config, new Manifest.Identity("backtest", "1.0.0", null));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        contests.add(file.toString(), trained);
        return judge.all(jobs, Judge.Candidate.of(trained, seconds), training.threads());
    }
}

package io.bellwether.trainer;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.trainer.config.Budget;
import io.bellwether.trainer.config.Durations;
import io.bellwether.trainer.data.CsvFile;
import io.bellwether.trainer.data.CsvOptions;
import io.bellwether.trainer.data.CsvRecords;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.evaluate.LabelledFile;
import io.bellwether.trainer.evaluate.LabelledSeries;
import io.bellwether.trainer.evaluate.Summary;
import io.bellwether.trainer.report.AssetSections;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code evaluate}: how good scores and alarms are. */
@Command(
        name = "evaluate",
        description = {
            "Says how good a detector is, on labelled CSV files.",
            "They hold a label (0/1), a score and/or a prediction (0/1), maybe a datetime and",
            "an asset: what backtest writes, or the output of any other detector.",
            "With --model they hold a label and sensor data, and the production pipeline",
            "judges them first. docs/EVALUATION.md says what each figure means."
        },
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EvaluateCommand implements Callable<Integer> {
    private static final String SUMMARY = "summary.json";

    @Mixin
    private final Help help = new Help();

    @Parameters(paramLabel = "DATA", arity = "1..*", description = "CSV files, or folders of them.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--model", paramLabel = "FILE", description = "Score the data with this model first.")
    private @Nullable Path model;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column that marks anomalous rows (label, anomaly or is_anomaly).")
    private @Nullable String label;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            split = ",",
            description = "With --model: a column that is no sensor; may be repeated.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--period",
            paramLabel = "TIME",
            description = "Distance of two rows of files without a datetime, like 1s or 500ms (1s).")
    private @Nullable String period;

    @Mixin
    private final EvaluationOptions evaluation = new EvaluationOptions();

    @Option(
            names = "--budget",
            paramLabel = "N per TIME",
            description =
                    "Say whether the false alarms stayed within this, like '1 per week', '2 per day', '1 per 30d'.")
    private @Nullable String budget;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write summary.json into this folder and, with --model, the predictions of every file.")
    private @Nullable Path out;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "With --model: write what it says as an HTML page, with plots of every asset.")
    private @Nullable Path report;

    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    @Mixin
    private final ThreadOption threads = new ThreadOption();

    @Override
    public Integer call() {
        evaluation.check();
        Optional<Budget> allowed = budget();
        Map<Path, Path> files = Inputs.byName(data);
        keepInputs(files);
        Summary summary = model == null ? ofScores(files, allowed) : ofModel(files, ModelFiles.read(model), allowed);
        if (out != null) {
            summary.write(out.resolve(SUMMARY));
        }
        if (json) {
            help.out().println(summary.json());
        } else {
            evaluation.print(summary, allowed, help.out());
            if (report != null) {
                help.out().println("to look at, in a browser: " + report);
            }
        }
        return 0;
    }

    private void keepInputs(Map<Path, Path> files) {
        List<Path> inputs = new ArrayList<>(files.values());
        List<Path> results = new ArrayList<>();
        if (out != null) {
            results.add(out.resolve(SUMMARY));
        }
        if (report != null) {
            results.add(report);
        }
        if (model != null) {
            inputs.add(model);
            if (out != null) {
                files.keySet().stream().map(out::resolve).forEach(results::add);
            }
        }
        Inputs.keep(inputs, results);
    }

    private Summary ofScores(Map<Path, Path> files, Optional<Budget> allowed) {
        Duration distance = period();
        if (report != null) {
            throw new UsageError("--report shows what a model says of sensor data, command line: leave it out, or give"
                    + " --model");
        }
        if (!ignored.isEmpty()) {
            throw new UsageError("--ignore is for sensor data, command line: leave it out, or give --model");
        }
        Consumer<String> warnings = help.warnings();
        Map<String, Summary.Outcome> outcomes = new LinkedHashMap<>();
        files.forEach((name, file) -> {
            LabelledSeries series = LabelledFile.read(file, label, distance, warnings);
            outcomes.put(name.toString(), new Summary.Outcome(series.rows(), Optional.empty(), Optional.of(series)));
        });
        requireBothClasses(outcomes);
        return evaluation.summary(Optional.empty(), outcomes, allowed, threads.threads());
    }

    private Optional<Budget> budget() {
        try {
            return Optional.ofNullable(budget).map(Budget::parse);
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage() + ", --budget: mend the value", e);
        }
    }

    private @Nullable Duration period() {
        if (period == null) {
            return null;
        }
        try {
            Duration distance = Durations.parse(period);
            if (distance.isZero()) {
                throw new IllegalArgumentException("the period must be more than 0");
            }
            return distance;
        } catch (IllegalArgumentException e) {
            throw new UsageError(e.getMessage() + ", --period: mend the value", e);
        }
    }

    private Summary ofModel(Map<Path, Path> files, ModelArtifact artifact, Optional<Budget> allowed) {
        if (period != null) {
            throw new UsageError(
                    "--period is for scores without times, command line: leave it out; the model has its own");
        }
        Consumer<String> warnings = help.warnings();
        List<Judge.Job> jobs = new ArrayList<>();
        files.forEach((name, file) -> {
            String column = CsvRecords.read(file, (header, rows) -> LabelledFile.labelName(file, header, label));
            CsvOptions columns = CsvOptions.labelled(column, new HashSet<>(ignored));
            jobs.add(new Judge.Job(new CsvFile(columns, warnings).read(file), name));
        });
        AssetSections sections = report == null ? null : ReportOf.sections(jobs);
        Map<String, Summary.Outcome> outcomes =
                new Judge(out, sections, warnings).all(jobs, Judge.Candidate.given(artifact), threads.threads());
        requireBothClasses(outcomes);
        String kind = artifact.manifest().kinds();
        Summary summary = evaluation.summary(Optional.of(kind), outcomes, allowed, threads.threads());
        if (report != null && sections != null) {
            ReportOf.evaluation(summary, sections).write(report);
        }
        return summary;
    }

    /** Alarms alone can be judged on normal data; scores alone cannot. */
    private void requireBothClasses(Map<String, Summary.Outcome> files) {
        List<LabelledSeries> all = files.values().stream()
                .flatMap(file -> file.labelled().stream())
                .toList();
        int rows = all.stream().mapToInt(LabelledSeries::rows).sum();
        int labelled = all.stream().mapToInt(LabelledSeries::labelled).sum();
        if (labelled > 0 && labelled < rows) {
            return;
        }
        String what = labelled == 0 ? "no row is labelled anomalous" : "every row is labelled anomalous";
        if (all.stream().noneMatch(LabelledSeries::hasAlarms)) {
            throw new RefusedError(what + ", " + data.get(0) + (data.size() == 1 ? "" : " and more")
                    + ": scores can only be judged with rows of both kinds");
        }
        help.warnings()
                .accept(what + ": " + (labelled == 0 ? "only false alarms" : "only what is found") + " can be judged");
    }
}

package io.bellwether.trainer.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.trainer.config.Budget;
import io.bellwether.trainer.errors.UsageError;
import io.bellwether.trainer.files.Folders;
import io.bellwether.trainer.threads.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What {@code backtest} and {@code evaluate} say at the end, as JSON ({@code summary.json}). */
public final class Summary {
    private final Optional<String> kind;
    private final Map<String, Outcome> files;
    private final Optional<Evaluation> evaluation;
    private final Optional<BudgetVerdict> budget;

    /**
     * What became of one file.
     *
     * @param rows that were judged
     * @param run empty when the file came with its scores
     * @param labelled empty when the file has no labels
     */
    public record Outcome(long rows, Optional<Run> run, Optional<LabelledSeries> labelled) {}

    /**
     * The model that judged a file.
     *
     * @param trainingSeconds 0 when it was not trained for this file
     * @param threshold of the first asset
     */
    public record Run(double trainingSeconds, double threshold) {}

    private Summary(
            Optional<String> kind,
            Map<String, Outcome> files,
            Optional<Evaluation> evaluation,
            Optional<BudgetVerdict> budget) {
        this.kind = kind;
        this.files = files;
        this.evaluation = evaluation;
        this.budget = budget;
    }

    /**
     * Judges the labelled ones among some files.
     *
     * @param kind of the network; empty when the scores are another's
     * @param files by name, in order
     * @param window longest buffer around an event, rows, for the volumes under the surface
     * @param budget of false alarms
     * @param workers shared by the files
     */
    public static Summary of(
            Optional<String> kind, Map<String, Outcome> files, int window, Optional<Budget> budget, Workers workers) {
        Map<String, LabelledSeries> labelled = new LinkedHashMap<>();
        files.forEach((name, outcome) -> outcome.labelled().ifPresent(series -> labelled.put(name, series)));
        Optional<Evaluation> evaluation =
                labelled.isEmpty() ? Optional.empty() : Optional.of(Evaluation.of(labelled, window, workers));
        Optional<BudgetVerdict> verdict = evaluation
                .flatMap(all -> all.pooled().alarms())
                .flatMap(alarms -> budget.map(allowed -> BudgetVerdict.of(allowed, alarms)));
        return new Summary(kind, new LinkedHashMap<>(files), evaluation, verdict);
    }

    /** The number of files. */
    public int files() {
        return files.size();
    }

    /** The number of rows that were judged. */
    public long rows() {
        return files.values().stream().mapToLong(Outcome::rows).sum();
    }

    /** Empty when no file has labels. */
    public Optional<Evaluation> evaluation() {
        return evaluation;
    }

    /** Empty when there is no budget, or no alarms to hold against it. */
    public Optional<BudgetVerdict> budget() {
        return budget;
    }

    /** The time spent on training, summed over the files. */
    public double trainingSeconds() {
        return files.values().stream()
                .flatMap(outcome -> outcome.run().stream())
                .mapToDouble(Run::trainingSeconds)
                .sum();
    }

    /** As JSON; what is not known is null. */
    public String json() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode();
        kind.ifPresent(name -> root.put("kind", name));
        ObjectNode pooled = root.putObject("pooled").put("files", files.size()).put("rows", rows());
        if (files.values().stream().anyMatch(outcome -> outcome.run().isPresent())) {
            pooled.put("trainingSeconds", round(trainingSeconds()));
        }
        evaluation.ifPresent(all -> {
            put(pooled, all.pooled(), true);
            putMeans(root, all);
        });
        budget.ifPresent(verdict -> put(root.putObject("budget"), verdict));
        ObjectNode perFile = root.putObject("files");
        files.forEach((name, outcome) -> {
            ObjectNode node = perFile.putObject(name).put("rows", outcome.rows());
            outcome.run()
                    .ifPresent(run -> node.put("trainingSeconds", round(run.trainingSeconds()))
                            .put("threshold", run.threshold()));
            evaluation
                    .filter(all -> outcome.labelled().isPresent())
                    .ifPresent(
                            all -> put(node, Objects.requireNonNull(all.files().get(name)), false));
        });
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names always make JSON", e);
        }
    }

    /** Writes it as JSON. */
    public void write(Path file) {
        try {
            Folders.makeFor(file);
            Files.writeString(file, json() + "\n");
        } catch (IOException e) {
            throw new UsageError("the summary cannot be written, " + file + ": check the path and its permissions", e);
        }
    }

    private static double round(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }

    private static void put(ObjectNode node, Quality quality, boolean pooled) {
        quality.alarms()
                .ifPresent(alarms -> node.put("truePositives", alarms.truePositives())
                        .put("falsePositives", alarms.falsePositives())
                        .put("trueNegatives", alarms.trueNegatives())
                        .put("falseNegatives", alarms.falseNegatives())
                        .put("normalDays", alarms.normalDays()));
        for (Measure measure : Measure.values()) {
            boolean has = measure.needsScores()
                    ? quality.scores().isPresent()
                    : quality.alarms().isPresent();
            if (has && (measure.isPooled() || !pooled)) {
                put(node, measure, measure.of(quality));
            }
        }
    }

    private static void putMeans(ObjectNode root, Evaluation evaluation) {
        ObjectNode mean = root.putObject("mean");
        ObjectNode intervals = root.putObject("interval95");
        for (Measure measure : Measure.values()) {
            if (!Double.isNaN(evaluation.mean(measure))) {
                mean.put(measure.key(), evaluation.mean(measure));
            }
            evaluation
                    .interval(measure)
                    .ifPresent(interval -> intervals
                            .putArray(measure.key())
                            .add(interval.low())
                            .add(interval.high()));
        }
    }

    private static void put(ObjectNode node, Measure measure, double value) {
        if (!Double.isFinite(value)) {
            node.putNull(measure.key());
        } else if (measure.isCount()) {
            node.put(measure.key(), Math.round(value));
        } else {
            node.put(measure.key(), value);
        }
    }

    private static void put(ObjectNode node, BudgetVerdict verdict) {
        node.put("budget", verdict.budget())
                .put("falseAlarms", verdict.falseAlarms())
                .put("expected", verdict.expected())
                .put("low", verdict.low())
                .put("high", verdict.high())
                .put("kept", verdict.outcome() != BudgetVerdict.Outcome.EXCEEDED)
                .put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
    }
}

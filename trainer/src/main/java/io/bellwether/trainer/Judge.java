package io.bellwether.trainer;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.evaluate.FrameOutput;
import io.bellwether.trainer.evaluate.Predictions;
import io.bellwether.trainer.evaluate.Summary;
import io.bellwether.trainer.report.AssetSections;
import io.bellwether.trainer.report.FileWatch;
import io.bellwether.trainer.threads.Workers;
import io.bellwether.trainer.threshold.Threshold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lets the production pipeline judge files. */
final class Judge {
    /**
     * One file, and where its predictions go.
     *
     * @param table the rows
     * @param path of the predictions below the output folder
     */
    record Job(CsvTable table, Path path) {}

    /**
     * A model that is to judge.
     *
     * @param trainingSeconds 0 when it was not trained for this
     * @param thresholds what training knows of them, by asset; empty when it was not trained for this
     */
    record Candidate(ModelArtifact model, double trainingSeconds, Map<String, Threshold> thresholds) {
        /** One that was there before. */
        static Candidate given(ModelArtifact model) {
            return new Candidate(model, 0, Map.of());
        }

        /** One that was trained for this. */
        static Candidate of(Trained trained, double seconds) {
            return new Candidate(trained.artifact(), seconds, trained.thresholds());
        }

        /** The same, with the time that its training took told elsewhere. */
        Candidate told() {
            return new Candidate(model, 0, thresholds);
        }
    }

    private final @Nullable Path out;
    private final @Nullable AssetSections sections;
    private final Consumer<String> warnings;

    /**
     * A judge.
     *
     * @param out the folder for the predictions; null when nobody wants them
     * @param sections takes what a report shows; null when nobody wants one
     */
    Judge(@Nullable Path out, @Nullable AssetSections sections, Consumer<String> warnings) {
        this.out = out;
        this.sections = sections;
        this.warnings = warnings;
    }

    /** Judges the wanted rows of a file. */
    Summary.Outcome rows(Job job, Candidate candidate, IntPredicate wanted, Workers assets) {
        CsvTable table = job.table();
        ModelArtifact model = candidate.model();
        FileWatch watch = sections == null
                ? null
                : sections.watch(job.path().toString(), table, model, wanted, candidate.thresholds());
        Predictions predictions =
                Predictions.of(table, model, assets, watch == null ? FrameOutput.NONE : watch, warnings);
        if (watch != null) {
            watch.done(predictions);
        }
        if (out != null) {
            predictions.write(wanted, out.resolve(job.path()));
        }
        return new Summary.Outcome(
                IntStream.range(0, table.rows()).filter(wanted).count(),
                Optional.of(new Summary.Run(
                        candidate.trainingSeconds(),
                        model.manifest().assets().get(0).calibration().threshold())),
                table.isLabelled() ? Optional.of(predictions.labelled(wanted)) : Optional.empty());
    }

    /** Judges all rows of every file with one model. Several files share the threads; of a single one the assets do. */
    Map<String, Summary.Outcome> all(List<Job> jobs, Candidate candidate, int threads) {
        boolean several = jobs.size() > 1;
        try (Workers files = new Workers(several ? threads : 1);
                Workers assets = new Workers(several ? 1 : threads)) {
            List<Callable<Summary.Outcome>> tasks = new ArrayList<>();
            for (Job job : jobs) {
                Candidate once = tasks.isEmpty() ? candidate : candidate.told();
                tasks.add(() -> rows(job, once, row -> true, assets));
            }
            return byName(jobs, files.all(tasks));
        }
    }

    /** The outcomes, in the jobs' order. */
    static Map<String, Summary.Outcome> byName(List<Job> jobs, List<Summary.Outcome> outcomes) {
        Map<String, Summary.Outcome> named = new LinkedHashMap<>();
        for (int j = 0; j < jobs.size(); j++) {
            named.put(jobs.get(j).path().toString(), outcomes.get(j));
        }
        return named;
    }
}

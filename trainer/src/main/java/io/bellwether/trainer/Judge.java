package io.bellwether.trainer;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.evaluate.Predictions;
import io.bellwether.trainer.evaluate.Summary;
import io.bellwether.trainer.threads.Workers;
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

    private final @Nullable Path out;
    private final Consumer<String> warnings;

    /** @param out the folder for the predictions; null when nobody wants them */
    Judge(@Nullable Path out, Consumer<String> warnings) {
        this.out = out;
        this.warnings = warnings;
    }

    /** Judges the wanted rows of a file. */
    Summary.Outcome rows(Job job, ModelArtifact model, IntPredicate wanted, double trainingSeconds, Workers assets) {
        CsvTable table = job.table();
        Predictions predictions = Predictions.of(table, model, assets, warnings);
        if (out != null) {
            predictions.write(wanted, out.resolve(job.path()));
        }
        return new Summary.Outcome(
                IntStream.range(0, table.rows()).filter(wanted).count(),
                Optional.of(new Summary.Run(
                        trainingSeconds,
                        model.manifest().assets().get(0).calibration().threshold())),
                table.isLabelled() ? Optional.of(predictions.labelled(wanted)) : Optional.empty());
    }

    /** Judges all rows of every file with one model. Several files share the threads; of a single one the assets do. */
    Map<String, Summary.Outcome> all(List<Job> jobs, ModelArtifact model, double trainingSeconds, int threads) {
        boolean several = jobs.size() > 1;
        try (Workers files = new Workers(several ? threads : 1);
                Workers assets = new Workers(several ? 1 : threads)) {
            List<Callable<Summary.Outcome>> tasks = new ArrayList<>();
            for (Job job : jobs) {
                double seconds = tasks.isEmpty() ? trainingSeconds : 0;
                tasks.add(() -> rows(job, model, row -> true, seconds, assets));
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

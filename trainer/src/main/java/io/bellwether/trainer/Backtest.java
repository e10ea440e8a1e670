package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.evaluate.Detection;
import io.bellwether.trainer.evaluate.PredictionFile;
import io.bellwether.trainer.evaluate.Summary;
import io.bellwether.trainer.fit.Engine;
import io.bellwether.trainer.fit.Progress;
import io.bellwether.trainer.threads.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Trains on the past of every file and lets the production pipeline judge its future. */
final class Backtest {
    /** How many of each asset's rows train. */
    @FunctionalInterface
    interface Split {
        /** The number of rows of an asset that has so many. */
        int trainingRows(int rows);
    }

    /**
     * One file, and where its predictions go.
     *
     * @param table the rows
     * @param path of the predictions below the output folder
     */
    record Job(CsvTable table, Path path) {}

    private static final long PER_FILE = 1000;

    private final Supplier<Engine> engine;
    private final TrainingConfig config;
    private final Progress progress;
    private final Consumer<String> warnings;

    Backtest(Supplier<Engine> engine, TrainingConfig config, Progress progress, Consumer<String> warnings) {
        this.engine = engine;
        this.config = config;
        this.progress = progress;
        this.warnings = warnings;
    }

    /** Trains one model per file. Several files share the threads; a single one has its folds share them. */
    Summary perFile(List<Job> jobs, Split split, Path out, int threads) {
        Engine trainedBy = engine.get();
        boolean several = jobs.size() > 1;
        try (Workers files = new Workers(several ? threads : 1);
                Workers folds = new Workers(several ? 1 : threads);
                Progress.Task task = progress.begin("backtest of " + jobs.size() + " files", PER_FILE * jobs.size())) {
            Progress forwarded = (title, steps) -> new Forward(task, steps);
            List<Callable<Summary.Outcome>> tasks = new ArrayList<>();
            for (Job job : jobs) {
                tasks.add(() -> one(job, split, out, new Trainer(trainedBy, folds, forwarded, warnings), folds));
            }
            return summary(jobs, files.all(tasks));
        }
    }

    /** Judges all rows of every file with one model. Several files share the threads; of a single one the assets do. */
    Summary withModel(List<Job> jobs, ModelArtifact model, double trainingSeconds, Path out, int threads) {
        boolean several = jobs.size() > 1;
        try (Workers files = new Workers(several ? threads : 1);
                Workers assets = new Workers(several ? 1 : threads)) {
            List<Callable<Summary.Outcome>> tasks = new ArrayList<>();
            for (Job job : jobs) {
                double seconds = tasks.isEmpty() ? trainingSeconds : 0;
                tasks.add(() -> judge(job, model, row -> true, out, seconds, assets));
            }
            return summary(jobs, files.all(tasks));
        }
    }

    private Summary summary(List<Job> jobs, List<Summary.Outcome> outcomes) {
        Summary summary = new Summary(config.network().kind().label());
        for (int j = 0; j < jobs.size(); j++) {
            summary.add(jobs.get(j).path().toString(), outcomes.get(j));
        }
        return summary;
    }

    private Summary.Outcome one(Job job, Split split, Path out, Trainer trainer, Workers assets) {
        CsvTable table = job.table();
        int[] number = table.rowWithinAsset();
        IntPredicate trains = row -> number[row] < split.trainingRows(table.rowsOf(table.asset(row)));
        requireBoth(table, trains);
        Recording.Builder recording = new Recording.Builder();
        table.addTo(recording, trains);
        long begin = System.nanoTime();
        Manifest.Identity identity = new Manifest.Identity("backtest", "1.0.0", null);
        ModelArtifact model = trainer.train(recording.build(), config, identity).artifact();
        double seconds = (System.nanoTime() - begin) / 1e9;
        return judge(job, model, trains.negate(), out, seconds, assets);
    }

    private static void requireBoth(CsvTable table, IntPredicate trains) {
        int training = 0;
        for (int row = 0; row < table.rows(); row++) {
            training += trains.test(row) ? 1 : 0;
        }
        if (training == table.rows() || training == 0) {
            throw new RefusedError("there is nothing left to " + (training == 0 ? "train on" : "judge") + ", "
                    + table.file() + ": " + training + " of its " + table.rows()
                    + " rows train; choose another --train-rows or --train-fraction");
        }
    }

    private Summary.Outcome judge(
            Job job, ModelArtifact model, IntPredicate wanted, Path out, double seconds, Workers assets) {
        CsvTable table = job.table();
        Detection detection = new PredictionFile(model, assets, warnings).write(table, wanted, out.resolve(job.path()));
        long rows = IntStream.range(0, table.rows()).filter(wanted).count();
        double threshold = model.manifest().assets().get(0).calibration().threshold();
        return new Summary.Outcome(
                rows, seconds, threshold, table.isLabelled() ? Optional.of(detection) : Optional.empty());
    }

    /** Passes the progress of one training on to the progress of all, in which every file counts the same. */
    private static final class Forward implements Progress.Task {
        private final Progress.Task task;
        private final long steps;
        private final AtomicLong done = new AtomicLong();

        Forward(Progress.Task task, long steps) {
            this.task = task;
            this.steps = steps;
        }

        @Override
        public void advance(long more) {
            long now = done.addAndGet(more);
            task.advance(now * PER_FILE / steps - (now - more) * PER_FILE / steps);
        }

        @Override
        public void close() {}
    }
}

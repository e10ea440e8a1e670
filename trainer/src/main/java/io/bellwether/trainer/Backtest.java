package io.bellwether.trainer;

import io.bellwether.artifact.Manifest;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.CsvTable;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.evaluate.Summary;
import io.bellwether.trainer.fit.Engine;
import io.bellwether.trainer.fit.Progress;
import io.bellwether.trainer.threads.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Trains on the past of every file and lets the production pipeline judge its future. */
final class Backtest {
    /** How many of each asset's rows train. */
    @FunctionalInterface
    interface Split {
        /** The number of rows of an asset that has so many. */
        int trainingRows(int rows);
    }

    private static final long PER_FILE = 1000;

    private final Supplier<Engine> engine;
    private final TrainingConfig config;
    private final Judge judge;
    private final Progress progress;
    private final Consumer<String> warnings;
    private final Contests contests;

    /** @param contests takes how the kind of each file's model was found */
    Backtest(
            Supplier<Engine> engine,
            TrainingConfig config,
            Judge judge,
            Progress progress,
            Consumer<String> warnings,
            Contests contests) {
        this.engine = engine;
        this.config = config;
        this.judge = judge;
        this.progress = progress;
        this.warnings = warnings;
        this.contests = contests;
    }

    /** Trains one model per file. Several files share the threads; a single one has its folds share them. */
    Map<String, Summary.Outcome> perFile(List<Judge.Job> jobs, Split split, int threads) {
        Engine trainedBy = engine.get();
        boolean several = jobs.size() > 1;
        try (Workers files = new Workers(several ? threads : 1);
                Workers folds = new Workers(several ? 1 : threads);
                Progress.Task task = progress.begin("backtest of " + jobs.size() + " files", PER_FILE * jobs.size())) {
            long trained = config.ensembles().stream()
                    .filter(ensemble -> ensemble.network().kind().isRecurrent())
                    .count();
            Progress forwarded = (title, steps) -> new Forward(task, PER_FILE / Math.max(1, trained), steps);
            List<Callable<Summary.Outcome>> tasks = new ArrayList<>();
            for (Judge.Job job : jobs) {
                tasks.add(() -> one(job, split, new Trainer(trainedBy, folds, forwarded, warnings), folds));
            }
            return Judge.byName(jobs, files.all(tasks));
        }
    }

    private Summary.Outcome one(Judge.Job job, Split split, Trainer trainer, Workers assets) {
        CsvTable table = job.table();
        int[] number = table.rowWithinAsset();
        IntPredicate trains = row -> number[row] < split.trainingRows(table.rowsOf(table.asset(row)));
        requireBoth(table, trains);
        Recording.Builder recording = new Recording.Builder();
        table.addTo(recording, trains);
        long begin = System.nanoTime();
        Manifest.Identity identity = new Manifest.Identity("backtest", "1.0.0", null);
        Trained trained = trainer.train(recording.build(), config, identity);
        double seconds = (System.nanoTime() - begin) / 1e9;
        contests.add(job.path().toString(), trained);
        return judge.rows(job, Judge.Candidate.of(trained, seconds), trains.negate(), assets);
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

    /** Passes the progress of one training on to the progress of all, in which every file counts the same. */
    private static final class Forward implements Progress.Task {
        private final Progress.Task task;
        private final long share;
        private final long steps;
        private final AtomicLong done = new AtomicLong();

        Forward(Progress.Task task, long share, long steps) {
            this.task = task;
            this.share = share;
            this.steps = steps;
        }

        @Override
        public void advance(long more) {
            long now = done.addAndGet(more);
            task.advance(now * share / steps - (now - more) * share / steps);
        }

        @Override
        public void close() {}
    }
}

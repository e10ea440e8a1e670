package io.bellwether.trainer.fit;

import io.bellwether.network.Network;
import io.bellwether.network.NetworkShape;
import io.bellwether.trainer.config.FitConfig;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.threads.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Fits the networks of an ensemble. What a seed gives does not depend on how many threads there are, nor on which of
 * them comes first: every network has a generator of its own.
 */
public final class Fitting {
    private static final int CHECKS = 20;
    /** How often an automatic training sees every window, within limits: little data is seen more often. */
    private static final int PASSES = 6;

    private static final int MIN_UPDATES = 200;
    private static final int MAX_UPDATES = 2000;
    private static final int STOP_WINDOWS = 256;
    private static final int MIN_STOP_WINDOWS = 64;

    private final Engine engine;
    private final NetworkSizes sizes;
    private final FitConfig config;

    public Fitting(Engine engine, NetworkSizes sizes, FitConfig config) {
        this.engine = engine;
        this.sizes = sizes;
        this.config = config;
    }

    /**
     * Fits one network per fold.
     *
     * @param title for the progress
     * @throws RefusedError when there is not one window to train on
     */
    public List<Member> fit(List<ScaledSeries> assets, long seed, Workers workers, Progress progress, String title) {
        try (Progress.Task task = progress.begin(title, updates(assets))) {
            return workers.all(tasks(assets, seed, task));
        }
    }

    /** Updates of all networks together, when none stops early. */
    long updates(List<ScaledSeries> assets) {
        return (long) config.folds() * updatesOfOne(assets);
    }

    /** One task per fold. */
    List<Callable<Member>> tasks(List<ScaledSeries> assets, long seed, Progress.Task progress) {
        SplittableRandom root = new SplittableRandom(seed);
        int updates = updatesOfOne(assets);
        List<Callable<Member>> tasks = new ArrayList<>();
        for (int m = 0; m < config.folds(); m++) {
            int member = m;
            SplittableRandom random = root.split();
            requireWindows(assets, member);
            tasks.add(() -> fit(assets, member, updates, random, progress));
        }
        return tasks;
    }

    private int updatesOfOne(List<ScaledSeries> assets) {
        if (config.updates() > 0) {
            return config.updates();
        }
        long windows = trainingWindows(assets, 0, false).count();
        return (int) Math.max(MIN_UPDATES, Math.min(MAX_UPDATES, PASSES * windows / config.batch()));
    }

    private void requireWindows(List<ScaledSeries> assets, int member) {
        if (trainingWindows(assets, member, false).count() == 0) {
            int usable =
                    assets.stream().mapToInt(a -> a.frames().usableFrames()).sum();
            throw new RefusedError("there is too little data, "
                    + assets.get(0).frames().source() + ": " + usable
                    + " usable frames leave no " + sizes.frames() + " consecutive ones in " + (config.folds() - 1)
                    + " of " + config.folds() + " folds; give more rows, or set a smaller "
                    + (sizes.steps() == sizes.frames() ? "window" : "sequence"));
        }
    }

    private Windows trainingWindows(List<ScaledSeries> assets, int member, boolean withoutStopping) {
        return new Windows(assets, sizes, asset -> asset.folds().trainingFrames(member, withoutStopping));
    }

    private Member fit(
            List<ScaledSeries> assets, int member, int updates, SplittableRandom random, Progress.Task progress) {
        Windows stopping = new Windows(assets, sizes, asset -> asset.folds().stoppingFrames(member));
        boolean stopsEarly = config.patience() > 0 && stopping.count() >= MIN_STOP_WINDOWS;
        Windows windows = trainingWindows(assets, member, stopsEarly);
        NetworkShape shape = sizes.shape(assets.get(0).frames().sensors());
        Network start = InitialWeights.draw(shape, random.split());
        SplittableRandom draws = random.split();
        SplittableRandom noises = random.split();
        Recipe recipe = new Recipe(
                sizes.steps(),
                schedule(updates),
                config.dropout(),
                config.truncate(),
                config.decoder(),
                random.nextLong());
        Corruption corruption = new Corruption(config, noises, random.split());
        Learner learner = engine.learner(start, recipe);
        Best best = stopsEarly ? new Best(stopping.spread(STOP_WINDOWS)) : null;
        int checkEvery = Math.max(1, updates / CHECKS);
        int done = 0;
        while (done < updates && (best == null || best.isWorthGoingOn(config.patience()))) {
            Batch batch = windows.draw(config.batch(), draws);
            corruption.apply(batch);
            learner.update(batch);
            done++;
            progress.advance(1);
            if (best != null && (done % checkEvery == 0 || done == updates)) {
                best.check(learner);
            }
        }
        progress.advance(updates - done);
        Network network = best == null ? learner.network() : best.network(learner);
        Learner proof = engine.reference().learner(network, sizes.steps(), schedule(updates));
        return new Proof(assets, sizes).member(network, proof::outputs, member, done);
    }

    private OneCycle schedule(int updates) {
        int segments = Recipe.segments(sizes.steps(), config.truncate());
        return new OneCycle(updates * segments, config.learningRate());
    }

    /** The best weights so far, by the loss on frames that are not trained on. */
    private static final class Best {
        private final Batch batch;
        private double loss = Double.POSITIVE_INFINITY;
        private @Nullable Network network;
        private int checksWithoutGain;

        Best(Batch batch) {
            this.batch = batch;
        }

        void check(Learner learner) {
            double now = batch.loss(learner.outputs(batch));
            checksWithoutGain++;
            if (now < loss) {
                loss = now;
                network = learner.network();
                checksWithoutGain = 0;
            }
        }

        boolean isWorthGoingOn(int patience) {
            return checksWithoutGain < patience;
        }

        Network network(Learner learner) {
            return network == null ? learner.network() : network;
        }
    }
}

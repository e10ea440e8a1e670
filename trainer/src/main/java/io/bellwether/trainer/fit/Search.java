package io.bellwether.trainer.fit;

import io.bellwether.network.NetworkKind;
import io.bellwether.network.NetworkShape;
import io.bellwether.trainer.config.FitConfig;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.threads.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Trains ensembles of a handful of sizes around the one that was asked for, and takes the smallest whose held-out error
 * lies within one standard error of the least (Breiman et al. 1984, section 3.4.3). Every candidate is trained in full and
 * with the same seed, so the one that is taken is what a training of its sizes alone would have given.
 */
public final class Search {
    private final Engine engine;
    private final NetworkSizes sizes;
    private final FitConfig config;

    public Search(Engine engine, NetworkSizes sizes, FitConfig config) {
        this.engine = engine;
        this.sizes = sizes;
        this.config = config;
    }

    /**
     * One size that was tried.
     *
     * @param shape of each network
     * @param loss mean squared error on the blocks held out, the mean over the folds
     * @param standardError of that mean, by its spread over the folds; 0 with one fold
     * @param isTaken whether it is the one
     */
    public record Candidate(NetworkShape shape, double loss, double standardError, boolean isTaken) {}

    /**
     * What a search has found.
     *
     * @param members the networks of the size that was taken
     * @param candidates all sizes, the fewest weights first; none without a search
     */
    public record Found(List<Member> members, List<Candidate> candidates) {
        /** Networks that were not searched for. */
        public static Found alone(List<Member> members) {
            return new Found(members, List.of());
        }
    }

    /**
     * Trains all candidates, one network per fold each.
     *
     * @param title for the progress
     * @throws RefusedError when there is not one window to train on, or to compare by
     */
    public Found fit(List<ScaledSeries> assets, long seed, Workers workers, Progress progress, String title) {
        List<Fitting> fittings = candidates(assets.get(0).frames().sensors()).stream()
                .map(candidate -> new Fitting(engine, candidate, config))
                .toList();
        long updates =
                fittings.stream().mapToLong(fitting -> fitting.updates(assets)).sum();
        List<Member> all;
        try (Progress.Task task = progress.begin(title + ", search over " + fittings.size() + " sizes", updates)) {
            List<Callable<Member>> tasks = new ArrayList<>();
            fittings.forEach(fitting -> tasks.addAll(fitting.tasks(assets, seed, task)));
            all = workers.all(tasks);
        }
        List<List<Member>> ensembles = new ArrayList<>();
        for (int from = 0; from < all.size(); from += config.folds()) {
            ensembles.add(List.copyOf(all.subList(from, from + config.folds())));
        }
        List<Loss> losses = ensembles.stream().map(Loss::of).toList();
        if (losses.stream().allMatch(loss -> loss.folds() == 0)) {
            throw new RefusedError("there is too little data to search, "
                    + assets.get(0).frames().source() + ": none of the " + config.folds() + " folds has "
                    + sizes.frames() + " consecutive frames to compare sizes on; give more rows, or leave search out");
        }
        int taken = smallestWithinOneStandardError(losses);
        List<Candidate> candidates = new ArrayList<>();
        for (int c = 0; c < ensembles.size(); c++) {
            NetworkShape shape = ensembles.get(c).get(0).network().shape();
            Loss loss = losses.get(c);
            candidates.add(new Candidate(shape, loss.mean(), loss.standardError(), c == taken));
        }
        return new Found(ensembles.get(taken), candidates);
    }

    /** Half and twice the hidden sizes, half and twice the latent size: one at a time; the fewest weights first. */
    List<NetworkSizes> candidates(int sensors) {
        NetworkShape asked = sizes.shape(sensors);
        Set<NetworkSizes> found = new LinkedHashSet<>();
        for (double factor : new double[] {0.5, 1, 2}) {
            found.add(sizes.with(
                    asked.hidden().stream().map(size -> scaled(size, factor)).toList(), asked.latent()));
        }
        if (asked.kind() == NetworkKind.LSTM_AUTOENCODER) {
            // A latent vector with a number for every sensor could copy the frame, and the fault in it, too.
            int most = Math.max(asked.latent(), sensors - 1);
            found.add(sizes.with(asked.hidden(), scaled(asked.latent(), 0.5)));
            found.add(sizes.with(asked.hidden(), Math.min(most, scaled(asked.latent(), 2))));
        }
        return found.stream()
                .sorted(Comparator.comparingInt(
                        candidate -> candidate.shape(sensors).weightCount()))
                .toList();
    }

    private static int scaled(int size, double factor) {
        return Math.max(1, (int) (factor * size));
    }

    /** The first that is good enough; one with fewer folds than others has diverged, and is not. */
    static int smallestWithinOneStandardError(List<Loss> losses) {
        int folds = losses.stream().mapToInt(Loss::folds).max().orElseThrow();
        Loss least = losses.stream()
                .filter(loss -> loss.folds() == folds)
                .min(Comparator.comparingDouble(Loss::mean))
                .orElseThrow();
        double enough = least.mean() + least.standardError();
        return IntStream.range(0, losses.size())
                .filter(c -> losses.get(c).folds() == folds && losses.get(c).mean() <= enough)
                .findFirst()
                .orElseThrow();
    }

    /** The held-out error of one candidate, over the folds in which it is known. */
    record Loss(int folds, double mean, double standardError) {
        static Loss of(List<Member> members) {
            double[] losses = members.stream()
                    .mapToDouble(Member::loss)
                    .filter(Double::isFinite)
                    .toArray();
            double mean = 0;
            for (double loss : losses) {
                mean += loss / losses.length;
            }
            double squares = 0;
            for (double loss : losses) {
                squares += (loss - mean) * (loss - mean);
            }
            int n = losses.length;
            return new Loss(n, mean, n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n));
        }
    }
}

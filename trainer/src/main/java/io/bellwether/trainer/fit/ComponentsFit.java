package io.bellwether.trainer.fit;

import io.bellwether.network.NetworkKind;
import io.bellwether.network.PrincipalComponents;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.errors.RefusedError;
import io.bellwether.trainer.statistics.Components;
import io.bellwether.trainer.statistics.CrossProducts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Computes the baselines: mean and principal components of the scaled frames, one set per fold, as networks have it. */
public final class ComponentsFit {
    /** Components are taken, the largest first, until they explain this part of the variance (Jackson 1991). */
    private static final double EXPLAINED = 0.9;

    /** With fewer frames in a block nothing can be said of it. */
    private static final int FEWEST_FRAMES = 5;

    private final NetworkSizes sizes;
    private final List<Boolean> taken; // (sensors)
    private final int sensors; // that are taken

    /**
     * A computation.
     *
     * @param taken (sensors) which of them count: one that drifts out of what it was would pull the components, and with
     *     them what is expected of all others, along
     */
    public ComponentsFit(NetworkSizes sizes, List<Boolean> taken) {
        this.sizes = sizes;
        this.taken = List.copyOf(taken);
        sensors = Collections.frequency(taken, true);
    }

    /**
     * One member per fold, each without the block of its number.
     *
     * @throws RefusedError when a block has too few frames, or more components are asked for than there can be
     */
    public List<Member> fit(List<ScaledSeries> assets) {
        int folds = assets.get(0).folds().count();
        List<CrossProducts> blocks = IntStream.range(0, folds)
                .mapToObj(block -> blockOf(assets, block))
                .toList();
        requireEnough(assets.get(0), blocks);
        int components = components(CrossProducts.sum(blocks));
        List<Member> members = new ArrayList<>();
        for (int block = 0; block < folds; block++) {
            CrossProducts left = blocks.get(block);
            CrossProducts rest = CrossProducts.sum(
                    blocks.stream().filter(other -> other != left).toList());
            members.add(member(assets, block, network(rest, components)));
        }
        return members;
    }

    private static void requireEnough(ScaledSeries first, List<CrossProducts> blocks) {
        long frames = blocks.stream().mapToLong(CrossProducts::count).sum();
        if (blocks.stream().anyMatch(block -> block.count() < FEWEST_FRAMES)) {
            throw new RefusedError("there is too little data, " + first.frames().source() + ": " + frames
                    + " usable frames are fewer than " + FEWEST_FRAMES + " for each of " + blocks.size()
                    + " folds; give more rows");
        }
    }

    private CrossProducts blockOf(List<ScaledSeries> assets, int block) {
        double[] x = new double[assets.get(0).frames().sensors()];
        CrossProducts sums = new CrossProducts(x.length);
        for (ScaledSeries asset : assets) {
            for (Stretch stretch : asset.folds().block(block)) {
                for (int f = stretch.from(); f < stretch.to(); f++) {
                    for (int s = 0; s < x.length; s++) {
                        x[s] = taken.get(s) ? asset.x(f, s) : 0; // the mean
                    }
                    sums.add(x);
                }
            }
        }
        return sums;
    }

    private int components(CrossProducts all) {
        int most = sensors - 1; // all of them would explain everything, faults too
        if (sizes.kind() == NetworkKind.Z_SCORE || most <= 0) {
            return 0;
        }
        if (sizes.latent() >= all.size()) {
            throw new RefusedError("there are no " + sizes.latent() + " components of " + all.size()
                    + " sensors that leave anything unexplained, latent: set it to " + (all.size() - 1)
                    + " at most, or to 0");
        }
        if (sizes.latent() > 0) {
            return Math.min(most, sizes.latent());
        }
        return Math.max(1, Math.min(most, new Components(all).explaining(EXPLAINED)));
    }

    private static PrincipalComponents network(CrossProducts rest, int count) {
        int sensors = rest.size();
        float[] mean = new float[sensors];
        for (int s = 0; s < sensors; s++) {
            mean[s] = (float) rest.mean(s);
        }
        float[] rows = new float[count * sensors];
        if (count > 0) {
            Components components = new Components(rest);
            for (int c = 0; c < count; c++) {
                double[] direction = components.direction(c);
                for (int s = 0; s < sensors; s++) {
                    rows[c * sensors + s] = (float) direction[s];
                }
            }
        }
        return new PrincipalComponents(mean, rows);
    }

    private static Member member(List<ScaledSeries> assets, int block, PrincipalComponents network) {
        int sensors = network.sensors();
        float[] x = new float[sensors];
        float[] expected = new float[sensors];
        double loss = 0;
        double naive = 0;
        long count = 0;
        for (ScaledSeries asset : assets) {
            for (Stretch stretch : asset.folds().block(block)) {
                for (int f = stretch.from(); f < stretch.to(); f++) {
                    for (int s = 0; s < sensors; s++) {
                        x[s] = asset.x(f, s);
                    }
                    network.expect(x, expected);
                    for (int s = 0; s < sensors; s++) {
                        double error = (double) x[s] - expected[s];
                        loss += error * error;
                        naive += (double) x[s] * x[s];
                        count++;
                    }
                }
            }
        }
        return new Member(network, 0, loss / count, naive / count, 0);
    }
}

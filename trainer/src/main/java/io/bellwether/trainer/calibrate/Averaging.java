package io.bellwether.trainer.calibrate;

import io.bellwether.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * How much lower production's scores of normal frames are than held-out ones: production takes the mean of all networks of
 * an ensemble, but a held-out frame has only one that did not see it.
 *
 * <p>Networks that have seen a frame give it both ways, by one of them and by the mean of all n - 1. An error is made of
 * what the networks have in common and of what each adds of its own, and only the latter shrinks, in its square, with the
 * number of networks (the ambiguity of Krogh and Vedelsby 1995). Its share is taken to be the same on frames that none has
 * seen; docs/DECISIONS.md says how budgets fare with that.
 */
final class Averaging {
    private final int networks;
    private final HeldOutErrors one;
    private final HeldOutErrors mean;

    /**
     * The errors of networks that have seen their frames.
     *
     * @param members (folds) at least three, each trained without the block of its number
     * @param judged errors by the networks that are chosen for a block
     */
    Averaging(List<Network> members, Function<IntFunction<List<Network>>, HeldOutErrors> judged) {
        networks = members.size();
        one = judged.apply(block -> List.of(members.get((block + 1) % networks)));
        mean = judged.apply(block -> without(members, block));
    }

    private static List<Network> without(List<Network> members, int block) {
        List<Network> others = new ArrayList<>(members);
        others.remove(block);
        return others;
    }

    /** Production's rare score over that of one network; at most 1. */
    double gain(HeldOutScore score) {
        double ratio = score.rareOf(mean) / score.rareOf(one);
        return ratio < 1 ? extrapolated(ratio, networks) : 1;
    }

    /**
     * What the mean of n networks is to one; at least 1 / sqrt(n).
     *
     * @param ratio what the mean of n - 1 is to one; at most 1
     */
    static double extrapolated(double ratio, int n) {
        double own = Math.min(1, (1 - ratio * ratio) * (n - 1) / (n - 2)); // part of the square
        return Math.sqrt(1 - own * (n - 1) / n);
    }
}

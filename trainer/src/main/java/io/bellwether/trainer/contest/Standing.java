package io.bellwether.trainer.contest;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * How one candidate did.
 *
 * @param kinds of its networks, joined by {@code +}
 * @param sort what it is made of
 * @param results one for each fault; all candidates have seen the same ones, in the same order
 */
public record Standing(String kinds, Sort sort, List<Result> results) {
    private static final double LIKELY = 0.975; // with as much on the other side: 95 %

    /** What a candidate is made of. */
    public enum Sort {
        /** Computed, not trained. */
        BASELINE,
        /** Networks of one kind. */
        NETWORK,
        /** Several kinds, each with a score of its own. */
        TOGETHER,
        /** Those, and a baseline that alone found more than they did. */
        JOINED
    }

    /**
     * What became of one fault.
     *
     * @param asset number of the asset
     * @param block number of its block that the fault stood in
     */
    public record Result(Injected fault, int asset, int block, boolean found) {}

    public Standing {
        results = List.copyOf(results);
    }

    /** Part of the faults that it found, of the wanted sorts; NaN when there were none. */
    public double found(Predicate<Injected> wanted) {
        return results.stream()
                .filter(result -> wanted.test(result.fault()))
                .mapToInt(result -> result.found() ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    /** Part of the faults that it found; 0 when there were none. */
    public double mean() {
        return results.isEmpty() ? 0 : found(any -> true);
    }

    /**
     * How far the difference to another one may be off: half of its 95 % interval (Student's t). The faults of a block share
     * its normal frames and its network, and those of an asset its alarm level: so the widest interval counts, of those over
     * the blocks, over the assets where there are several, and over the faults. Infinite where there is one block only.
     */
    public double doubt(Standing other) {
        boolean manyAssets = results.stream().mapToInt(Result::asset).distinct().count() > 1;
        double overBlocks = doubt(other, r -> results.get(r).block());
        double overAssets = manyAssets ? doubt(other, r -> results.get(r).asset()) : 0;
        return Math.max(overBlocks, Math.max(overAssets, doubt(other, r -> r)));
    }

    /** @param groupOf a result, by its number */
    private double doubt(Standing other, IntUnaryOperator groupOf) {
        Map<Integer, DoubleSummaryStatistics> groups = new TreeMap<>();
        for (int r = 0; r < results.size(); r++) {
            int difference =
                    (results.get(r).found() ? 1 : 0) - (other.results.get(r).found() ? 1 : 0);
            groups.computeIfAbsent(groupOf.applyAsInt(r), group -> new DoubleSummaryStatistics())
                    .accept(difference);
        }
        int count = groups.size();
        if (count < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double[] differences = groups.values().stream()
                .mapToDouble(DoubleSummaryStatistics::getAverage)
                .toArray();
        double standardError = new StandardDeviation().evaluate(differences) / Math.sqrt(count);
        return standardError * new TDistribution(count - 1).inverseCumulativeProbability(LIKELY);
    }
}

package io.bellwether.trainer.contest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.math3.distribution.TDistribution;

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

    /** Part of the faults that it found, of the wanted sorts; each sort counts the same; NaN when there were none. */
    public double found(Predicate<Injected> wanted) {
        return results.stream()
                .filter(result -> wanted.test(result.fault()))
                .collect(Collectors.groupingBy(
                        Result::fault,
                        () -> new TreeMap<>(Injected.ORDER),
                        Collectors.averagingInt(result -> result.found() ? 1 : 0)))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /** Part of the faults that it found; every sort of fault counts the same; 0 when there were none. */
    public double mean() {
        return results.isEmpty() ? 0 : found(any -> true);
    }

    /**
     * How far the difference to another one may be off: half of its 95 % interval (Student's t) over the blocks. The
     * faults of a block share its normal frames and its network, so that blocks are independent, and faults are not.
     * Infinite for fewer than two blocks.
     */
    public double doubt(Standing other) {
        Map<String, Double> ofBlocks = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (int r = 0; r < results.size(); r++) {
            Result own = results.get(r);
            String block = own.asset() + "/" + own.block();
            ofBlocks.merge(
                    block, (own.found() ? 1.0 : 0) - (other.results.get(r).found() ? 1 : 0), Double::sum);
            counts.merge(block, 1, Integer::sum);
        }
        int blocks = counts.size();
        if (blocks < 2) {
            return Double.POSITIVE_INFINITY;
        }
        ofBlocks.replaceAll((block, sum) -> sum / counts.getOrDefault(block, 1));
        double mean =
                ofBlocks.values().stream().mapToDouble(Double::doubleValue).sum() / blocks;
        double squares = ofBlocks.values().stream()
                .mapToDouble(difference -> (difference - mean) * (difference - mean))
                .sum();
        double standardError = Math.sqrt(squares / (blocks - 1) / blocks);
        return standardError * new TDistribution(blocks - 1).inverseCumulativeProbability(LIKELY);
    }
}

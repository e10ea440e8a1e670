package io.bellwether.trainer.contest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How one candidate did.
 *
 * @param kinds of its networks, joined by {@code +}
 * @param sort what it is made of
 * @param found whether it found each of the faults, by kind of fault; all candidates have seen the same ones
 */
public record Standing(String kinds, Sort sort, Map<SyntheticFault, List<Boolean>> found) {
    /** What a candidate is made of. */
    public enum Sort {
        /** Computed, not trained. */
        BASELINE,
        /** Networks of one kind. */
        NETWORK,
        /** Several kinds, each with a score of its own. */
        TOGETHER
    }

    public Standing {
        found = new EnumMap<>(found);
        found.replaceAll((fault, each) -> List.copyOf(each));
    }

    /** Part of the faults of this kind that it found; NaN when there were none. */
    public double found(SyntheticFault fault) {
        List<Boolean> each = found.getOrDefault(fault, List.of());
        return each.stream().mapToInt(yes -> yes ? 1 : 0).average().orElse(Double.NaN);
    }

    /** Part of the faults that it found; every kind of fault counts the same. */
    public double mean() {
        return found.keySet().stream().mapToDouble(this::found).average().orElse(0);
    }

    /** The standard error of the difference of two means, both having seen the same faults. */
    public double standardErrorTo(Standing other) {
        double variance = 0;
        for (Map.Entry<SyntheticFault, List<Boolean>> entry : found.entrySet()) {
            List<Boolean> others = other.found.getOrDefault(entry.getKey(), List.of());
            List<Double> differences = new ArrayList<>();
            for (int t = 0; t < others.size(); t++) {
                differences.add((entry.getValue().get(t) ? 1.0 : 0) - (others.get(t) ? 1 : 0));
            }
            double mean = differences.stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
            double squares = differences.stream()
                    .mapToDouble(d -> (d - mean) * (d - mean))
                    .sum();
            variance += squares / Math.max(1, differences.size() - 1) / Math.max(1, differences.size());
        }
        return Math.sqrt(variance) / Math.max(1, found.size());
    }
}

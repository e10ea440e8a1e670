package io.bellwether.trainer.contest;

import java.util.Map;

/**
 * How one candidate did.
 *
 * @param kinds of its networks, joined by {@code +}
 * @param baseline whether no network of it was trained
 * @param found part of the faults that it found, by kind of fault
 */
public record Standing(String kinds, boolean baseline, Map<SyntheticFault, Double> found) {
    public Standing {
        found = Map.copyOf(found);
    }

    /** Part of the faults that it found; every kind of fault counts the same. */
    public double mean() {
        double sum = 0;
        for (SyntheticFault fault : SyntheticFault.values()) { // one order, one sum
            sum += found.getOrDefault(fault, 0.0);
        }
        return sum / SyntheticFault.values().length;
    }
}

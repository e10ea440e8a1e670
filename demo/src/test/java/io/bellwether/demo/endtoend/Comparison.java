package io.bellwether.demo.endtoend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds the records of two runs against each other: partition by partition, record by record, in their order. */
final class Comparison {
    private static final int SHOWN = 300;

    private Comparison() {}

    /** The first difference, in words; empty when there is none. */
    static Optional<String> difference(List<Seen> expected, List<Seen> actual) {
        Map<Integer, List<Seen>> left = byPartition(expected);
        Map<Integer, List<Seen>> right = byPartition(actual);
        for (int partition : union(left, right)) {
            Optional<String> found = difference(
                    partition, left.getOrDefault(partition, List.of()), right.getOrDefault(partition, List.of()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(int partition, List<Seen> expected, List<Seen> actual) {
        String counts = "partition " + partition + " holds " + actual.size() + " records, expected " + expected.size();
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                return Optional.of(counts + "; record " + i + " differs:\n  " + shorten(actual.get(i))
                        + "\n  expected\n  " + shorten(expected.get(i)));
            }
        }
        return expected.size() == actual.size() ? Optional.empty() : Optional.of(counts);
    }

    private static Iterable<Integer> union(Map<Integer, List<Seen>> left, Map<Integer, List<Seen>> right) {
        Map<Integer, List<Seen>> both = new TreeMap<>(left);
        both.putAll(right);
        return both.keySet();
    }

    private static Map<Integer, List<Seen>> byPartition(List<Seen> records) {
        return records.stream().collect(Collectors.groupingBy(Seen::partition, TreeMap::new, Collectors.toList()));
    }

    private static String shorten(Seen record) {
        String text = record.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}

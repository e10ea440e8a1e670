package io.bellwether.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The end-to-end tests are worth what this comparison is worth. */
class ComparisonTest {
    private static final List<Seen> RUN = IntStream.range(0, 10)
            .mapToObj(i -> new Seen(i % 2, "pump-" + i % 2, "value " + i, 1_000 + i, Map.of()))
            .toList();

    private final List<Seen> other = new ArrayList<>(RUN);

    @Test
    void difference_sameRecords_isNone() {
        assertThat(Comparison.difference(RUN, other)).isEmpty();
    }

    @Test
    void difference_partitionsReadInAnotherOrder_isNone() {
        other.sort((a, b) -> Integer.compare(b.partition(), a.partition()));

        assertThat(Comparison.difference(RUN, other)).isEmpty();
    }

    @Test
    void difference_droppedRecord_isFound() {
        other.remove(9);
        assertThat(Comparison.difference(RUN, other))
                .hasValueSatisfying(text -> assertThat(text).contains("partition 1 holds 4 records, expected 5"));
    }

    @Test
    void difference_repeatedRecord_isFound() {
        other.add(4, RUN.get(4));
        assertThat(Comparison.difference(RUN, other))
                .hasValueSatisfying(text ->
                        assertThat(text).contains("partition 0 holds 6 records, expected 5", "record 3 differs"));
    }

    @Test
    void difference_swappedRecords_isFound() {
        Collections.swap(other, 3, 5);
        assertThat(Comparison.difference(RUN, other)).isPresent();
    }

    @Test
    void difference_oneByteOrTheTimestampOrTheKey_isFound() {
        Seen old = RUN.get(6);
        for (Seen changed : List.of(
                new Seen(0, old.key(), "value 7", old.timestamp(), Map.of()),
                new Seen(0, old.key(), old.value(), old.timestamp() + 1, Map.of()),
                new Seen(0, "pump-x", old.value(), old.timestamp(), Map.of()),
                new Seen(0, old.key(), old.value(), old.timestamp(), Map.of("header", "1")))) {
            other.set(6, changed);
            assertThat(Comparison.difference(RUN, other)).as(changed.toString()).isPresent();
        }
    }

    @Test
    void difference_missingPartition_isFound() {
        other.removeIf(record -> record.partition() == 1);
        assertThat(Comparison.difference(RUN, other)).isPresent();
        assertThat(Comparison.difference(other, RUN)).isPresent();
    }
}

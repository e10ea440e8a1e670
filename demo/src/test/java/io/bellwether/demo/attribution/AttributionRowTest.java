package io.bellwether.demo.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionRowTest {
    private static final Cause CAUSE = new Cause("leak", 0, 10, List.of("flow", "pressure"));

    @ParameterizedTest
    @CsvSource({"flow amps volts, 1, 1", "amps volts pressure, 0, 1", "amps volts speed flow, 0, 0", "amps, 0, 0"})
    void found_sensorsNamed_countsTheRightOnes(String named, int first, int firstThree) {
        AttributionRow row = AttributionRow.found("pca", CAUSE, List.of(named.split(" ")), 5);

        assertThat(row.found()).isEqualTo(1);
        assertThat(row.first()).isEqualTo(first);
        assertThat(row.firstThree()).isEqualTo(firstThree);
        assertThat(row.chanceAt1()).isCloseTo(0.4, within(1e-12));
        assertThat(row.chanceAt3()).isCloseTo(0.9, within(1e-12)); // but for one draw of ten
    }

    @Test
    void sum_rowsOfSeveralKinds_isOneForEachAndOneForAll() {
        Cause other = new Cause("wear", 0, 10, List.of("amps"));
        AttributionRow named = AttributionRow.found("pca", CAUSE, List.of("flow"), 4);
        AttributionRow wrong = AttributionRow.found("pca", other, List.of("flow"), 4);

        List<AttributionRow> rows = AttributionRow.sum(List.of(named, wrong, AttributionRow.missed("pca", CAUSE)));

        assertThat(rows).extracting(AttributionRow::fault).containsExactly("leak", "wear", AttributionRow.ALL);
        assertThat(rows).extracting(AttributionRow::faults).containsExactly(2, 1, 3);
        assertThat(rows).extracting(AttributionRow::found).containsExactly(1, 1, 2);
        assertThat(rows).extracting(AttributionRow::hitAt1).containsExactly(1.0, 0.0, 0.5);
        assertThat(rows.get(2).chanceAt1()).isCloseTo((0.5 + 0.25) / 2, within(1e-12));
    }
}

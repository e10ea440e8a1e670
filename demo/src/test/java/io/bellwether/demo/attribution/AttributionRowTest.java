package io.bellwether.demo.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bellwether.alerting.Suspect;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionRowTest {
    private static final Cause CAUSE = new Cause("leak", 0, 10, List.of("flow", "pressure"));

    @ParameterizedTest
    @CsvSource({
        "flow:3 amps:5 volts:5, 1, 1, 1, 0",
        "amps:5 volts:4 pressure:4.5, 0, 1, 0, 1",
        "amps:1 volts:5 speed:5 flow:2, 0, 0, 1, 1",
        "amps:NaN, 0, 0, 0, 0",
    })
    void found_sensorsNamed_countsTheRightOnes(String named, int first, int firstThree, int byRight, int byWrong) {
        AttributionRow row = AttributionRow.found("pca", CAUSE, suspects(named), 4, 5);

        assertThat(row.found()).isEqualTo(1);
        assertThat(row.hits()).isEqualTo(new AttributionRow.Hits(first, firstThree));
        assertThat(row.explained()).isEqualTo(new AttributionRow.Explained(byRight, byWrong));
        assertThat(row.byChance().first()).isCloseTo(0.4, within(1e-12));
        assertThat(row.byChance().firstThree()).isCloseTo(0.9, within(1e-12)); // but for one draw of ten
    }

    @Test
    void sum_rowsOfSeveralKinds_isOneForEachAndOneForAll() {
        Cause other = new Cause("wear", 0, 10, List.of("amps"));
        AttributionRow named = AttributionRow.found("pca", CAUSE, suspects("flow:1"), 4, 4);
        AttributionRow wrong = AttributionRow.found("pca", other, suspects("flow:1"), 4, 4);

        List<AttributionRow> rows = AttributionRow.sum(List.of(named, wrong, AttributionRow.missed("pca", CAUSE)));

        assertThat(rows).extracting(AttributionRow::fault).containsExactly("leak", "wear", AttributionRow.ALL);
        assertThat(rows).extracting(AttributionRow::faults).containsExactly(2, 1, 3);
        assertThat(rows).extracting(AttributionRow::found).containsExactly(1, 1, 2);
        assertThat(rows).extracting(AttributionRow::hitAt1).containsExactly(1.0, 0.0, 0.5);
        assertThat(rows.get(2).byChance().first()).isCloseTo(0.5 + 0.25, within(1e-12));
        assertThat(rows.get(2).explained()).isEqualTo(new AttributionRow.Explained(1, 1));
    }

    /** "flow:3 amps:5": sensors, and their counterfactuals. */
    private static List<Suspect> suspects(String named) {
        return Stream.of(named.split(" "))
                .map(each -> each.split(":"))
                .map(each -> new Suspect(each[0], "", 1, 1, 1, Double.parseDouble(each[1])))
                .toList();
    }
}

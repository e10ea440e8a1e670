package io.bellwether.detector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreSelectionTest {

    @ParameterizedTest
    @CsvSource({
        "all,    -3 -2 -1 0 1 2 3",
        "alarms, -3 -1 1 3",
        "1,      -3 -2 -1 0 1 2 3",
        "2,      -2 0 2",
        "3,      -3 0 3",
        "1000,   0"
    })
    void includes_oddSlotsAreAnomalous_asWritten(String written, String slots) {
        ScoreSelection selection = ScoreSelection.parse(written);

        assertThat(LongStream.rangeClosed(-3, 3).filter(slot -> selection.includes(slot, slot % 2 != 0)))
                .containsExactly(LongStream.of(parse(slots)).boxed().toArray(Long[]::new));
        assertThat(selection).hasToString(written);
    }

    private static long[] parse(String slots) {
        return Arrays.stream(slots.split(" ")).mapToLong(Long::parseLong).toArray();
    }
}

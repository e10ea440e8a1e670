package io.bellwether.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "500ms,PT0.5S",
        "1s,PT1S",
        "5m,PT5M",
        "12h,PT12H",
        "30d,PT720H",
        "36500d,PT876000H",
        "PT1.5S,PT1.5S",
        "0s,PT0S"
    })
    void text_inAnyNotation_isRead(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"36501d", "200000d", "PT2562047788015215H"})
    void duration_longerThanACentury_isRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the duration '" + text + "' is longer than a hundred years");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "5", "5 years", "1,5s"})
    void text_thatIsNoDuration_isRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a duration like 500ms, 1s, 5m, 12h or 30d");
    }

    @Test
    void duration_negative_isRefused() {
        assertThatThrownBy(() -> Durations.parse("PT-1S")).hasMessageContaining("is negative");
    }
}

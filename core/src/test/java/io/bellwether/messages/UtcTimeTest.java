package io.bellwether.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
    private static final long SEED = 20260131;

    @Test
    void formatAndParse_anyTime_areThoseOfInstant() {
        SplittableRandom random = new SplittableRandom(SEED);
        long first = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
        long end = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli() + 1;
        for (int n = 0; n < 100_000; n++) {
            long millis = random.nextLong(first, end) / (n % 2 == 0 ? 1 : 1000) * (n % 2 == 0 ? 1 : 1000);
            String text = Instant.ofEpochMilli(millis).toString();

            assertThat(UtcTime.format(millis))
                    .as("seed %d, time %d", SEED, millis)
                    .isEqualTo(text);
            assertThat(UtcTime.parse(text)).as("seed %d, time %s", SEED, text).isEqualTo(millis);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00.1Z",
                "2026-01-31T12:00:00.1239Z",
                "2026-01-31T12:00:00.123456789Z",
                "2024-02-29T00:00:00Z",
                "1969-12-31T23:59:59.9999Z"
            })
    void parse_anyFraction_isThatOfInstant(String text) {
        assertThat(UtcTime.parse(text)).isEqualTo(Instant.parse(text).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2023-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:60:00Z",
                "2026-01-31T12:00:60Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00.1234567890Z",
                "2026-01-31T12:00:00+01:00",
                "2026-01-31 12:00:00",
                "+026-01-31T12:00:00Z",
                "1769860800000"
            })
    void parse_otherNotations_areLeftToOthers(String text) {
        assertThat(UtcTime.parse(text)).isEqualTo(UtcTime.OTHER);
    }

    @Test
    void format_beyondFourDigits_isThatOfInstant() {
        long far = Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli();

        assertThat(UtcTime.format(far)).isEqualTo(Instant.ofEpochMilli(far).toString());
    }
}

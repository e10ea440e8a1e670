package io.bellwether.messages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    @ParameterizedTest
    @CsvSource({
        "AUTO, 2026-01-31T12:00:00Z, 1769860800000",
        "AUTO, 2026-01-31T12:00:00.250Z, 1769860800250",
        "AUTO, 2026-01-31T13:00:00+01:00, 1769860800000",
        "AUTO, 2026-01-31 12:00:00, 1769860800000",
        "AUTO, 2026-01-31 12:00:00.5, 1769860800500",
        "AUTO, 2026-01-31T12:00, 1769860800000",
        "AUTO, 9999-12-31T23:59:59Z, 253402300799000",
        "AUTO, 1769860800, 1769860800000",
        "AUTO, 1769860800.25, 1769860800250",
        "AUTO, 1769860800000, 1769860800000",
        "AUTO, 1769860800000000, 1769860800000",
        "AUTO, 1769860800000000000, 1769860800000",
        "AUTO, 0, 0",
        "AUTO, -1.5, -1500",
        "SECONDS, 17698608000, 17698608000000",
        "MILLIS, 5, 5",
        "MICROS, 5000, 5",
        "NANOS, 5000000, 5",
        "ISO, 1970-01-01T00:00:01Z, 1000"
    })
    void parse_time_givesMilliseconds(EventTime format, String text, long expected) {
        assertThat(format.parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "NaN",
                "Infinity",
                "2026-13-01T00:00:00Z",
                "2026-01-31",
                "31.01.2026 12:00",
                "-1e300",
                "1e300"
            })
    void parse_noTime_isEmpty(String text) {
        assertThat(EventTime.AUTO.parse(text)).isEmpty();
        assertThat(EventTime.ISO.parse(text)).isEmpty();
        assertThat(EventTime.MILLIS.parse(text)).isEmpty();
    }
}

package io.bellwether.messages;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.OptionalLong;

/** How points in time are written. */
public enum EventTime {
    /** Text as ISO 8601; numbers as s, ms, us or ns since the epoch, told apart by their size. */
    AUTO,
    /** Text: {@code 2026-01-31T12:00:00Z}, with any offset, or {@code 2026-01-31 12:00:00}, taken as UTC. */
    ISO,
    /** Numbers: seconds since the epoch. */
    SECONDS,
    /** Numbers: milliseconds since the epoch. */
    MILLIS,
    /** Numbers: microseconds since the epoch. */
    MICROS,
    /** Numbers: nanoseconds since the epoch. */
    NANOS;

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd[ ]['T']HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    /** The largest magnitude that AUTO takes for seconds, milliseconds, microseconds; each reaches the year 5138. */
    private static final double[] AUTO_LIMIT = {1e11, 1e14, 1e17};

    private static final long EARLIEST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** Milliseconds since the epoch; empty when {@code text} is no time in this notation, in the years 1 to 9999. */
    public OptionalLong parse(String text) {
        String trimmed = text.strip();
        long usual = this == ISO || this == AUTO ? UtcTime.parse(trimmed) : UtcTime.OTHER;
        if (usual != UtcTime.OTHER) {
            return withinRange(OptionalLong.of(usual));
        }
        if (this != ISO) {
            try {
                return ofNumber(Double.parseDouble(trimmed));
            } catch (NumberFormatException notANumber) {
                if (this != AUTO) {
                    return OptionalLong.empty();
                }
            }
        }
        return withinRange(parseIso(trimmed));
    }

    /** Milliseconds since the epoch; empty when {@code number} is no time in this notation, in the years 1 to 9999. */
    public OptionalLong ofNumber(double number) {
        return Double.isFinite(number) ? withinRange(convert(number)) : OptionalLong.empty();
    }

    private static OptionalLong withinRange(OptionalLong millis) {
        boolean inRange = millis.isPresent() && millis.getAsLong() >= EARLIEST && millis.getAsLong() <= LATEST;
        return inRange ? millis : OptionalLong.empty();
    }

    private OptionalLong convert(double number) {
        return switch (this) {
            case ISO -> OptionalLong.empty();
            case SECONDS -> OptionalLong.of(Math.round(number * 1e3));
            case MILLIS -> OptionalLong.of(Math.round(number));
            case MICROS -> OptionalLong.of(Math.round(number / 1e3));
            case NANOS -> OptionalLong.of(Math.round(number / 1e6));
            case AUTO -> unitOf(number).convert(number);
        };
    }

    private static EventTime unitOf(double number) {
        double size = Math.abs(number);
        if (size < AUTO_LIMIT[0]) {
            return SECONDS;
        }
        if (size < AUTO_LIMIT[1]) {
            return MILLIS;
        }
        return size < AUTO_LIMIT[2] ? MICROS : NANOS;
    }

    private static OptionalLong parseIso(String text) {
        try {
            return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException noOffset) {
            try {
                return OptionalLong.of(LocalDateTime.parse(text, LOCAL)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli());
            } catch (DateTimeException | ArithmeticException notATime) {
                return OptionalLong.empty();
            }
        } catch (ArithmeticException outOfRange) {
            return OptionalLong.empty();
        }
    }

    /** ISO 8601 in UTC: {@code 2026-01-31T12:00:00Z}. */
    public static String format(long epochMillis) {
        return UtcTime.format(epochMillis);
    }
}

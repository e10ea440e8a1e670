package io.bellwether.messages;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/** The one notation that nearly every source uses, without the machinery of {@code java.time.format}. */
final class UtcTime {
    /** Not in this notation; it may be a time all the same. */
    static final long OTHER = Long.MIN_VALUE;

    private static final int SECONDS_END = 19; // of yyyy-MM-ddTHH:mm:ss
    private static final long DAY = 86_400_000;
    private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay() * DAY;
    private static final long AFTER_LAST = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY;

    /** The most bytes that {@link #write} takes: any time that a long can hold. */
    static final int LONGEST = 32;

    private UtcTime() {}

    /** Milliseconds since the epoch of {@code yyyy-MM-ddTHH:mm:ss[.f...]Z} with at most 9 digits of fraction. */
    static long parse(String text) {
        int length = text.length();
        if (length <= SECONDS_END
                || length > SECONDS_END + 11
                || text.charAt(length - 1) != 'Z'
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return OTHER;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int millis = length == SECONDS_END + 1 ? 0 : fraction(text, length - 1);
        boolean valid = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth())
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59
                && millis >= 0;
        return valid
                ? LocalDate.of(year, month, day).toEpochDay() * DAY
                        + ((hour * 60L + minute) * 60 + second) * 1000
                        + millis
                : OTHER;
    }

    /** As {@link Instant#toString}. */
    static String format(long epochMillis) {
        byte[] text = new byte[LONGEST];
        return new String(text, 0, write(epochMillis, text, 0), StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes a time as {@link Instant#toString} does.
     *
     * @param out with at least {@link #LONGEST} bytes from {@code at} on
     * @return where the text ends
     */
    static int write(long epochMillis, byte[] out, int at) {
        if (epochMillis < FIRST || epochMillis >= AFTER_LAST) {
            byte[] text = Instant.ofEpochMilli(epochMillis).toString().getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(text, 0, out, at, text.length);
            return at + text.length;
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY));
        int ofDay = (int) Math.floorMod(epochMillis, DAY);
        int millis = ofDay % 1000;
        put(out, at, date.getYear(), 4);
        out[at + 4] = '-';
        put(out, at + 5, date.getMonthValue(), 2);
        out[at + 7] = '-';
        put(out, at + 8, date.getDayOfMonth(), 2);
        out[at + 10] = 'T';
        put(out, at + 11, ofDay / 3_600_000, 2);
        out[at + 13] = ':';
        put(out, at + 14, ofDay / 60_000 % 60, 2);
        out[at + 16] = ':';
        put(out, at + 17, ofDay / 1000 % 60, 2);
        int end = at + SECONDS_END;
        if (millis != 0) {
            out[end] = '.';
            put(out, end + 1, millis, 3);
            end += 4;
        }
        out[end] = 'Z';
        return end + 1;
    }

    private static void put(byte[] text, int at, int number, int digits) {
        int rest = number;
        for (int d = at + digits - 1; d >= at; d--) {
            text[d] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** A number of digits only, or -1. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** Milliseconds of the fraction, cut, or -1. */
    private static int fraction(String text, int to) {
        int digits = to - SECONDS_END - 1;
        if (text.charAt(SECONDS_END) != '.' || digits < 1) {
            return -1;
        }
        int number = number(text, SECONDS_END + 1, to);
        for (int d = digits; number >= 0 && d < 3; d++) {
            number *= 10;
        }
        for (int d = digits; d > 3; d--) {
            number /= 10;
        }
        return number;
    }
}

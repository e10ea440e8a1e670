package io.bellwether.messages;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;

/** Doubles as JSON, in their shortest notation. */
final class JsonNumber {
    /** The most bytes that a number takes. */
    static final int LONGEST = 26;

    private static final double SMALLEST = 1e-3; // from here on plain notation
    private static final double END = 1e7;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}; // of ten, exact
    private static final double DIGITS = 1e15; // below this many, no two decimals are the same double

    private static final byte[] PAIRS = pairs(); // 00 to 99
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private JsonNumber() {}

    /**
     * Writes a number as {@link Double#toString(double)} of Java 19 and later does, and one that is not finite as null.
     *
     * @param out with at least {@link #LONGEST} bytes from {@code at} on
     * @return where the number ends
     */
    static int write(double value, byte[] out, int at) {
        double size = Math.abs(value);
        if (size >= SMALLEST && size < END) {
            for (int decimals = decimals(size); decimals < POWERS.length; decimals++) {
                double digits = Math.rint(size * POWERS[decimals]);
                if (digits >= DIGITS) {
                    break;
                }
                if (digits / POWERS[decimals] == size) { // correctly rounded, so this decimal is read as this double
                    return write(value < 0, size, (long) digits, decimals, out, at);
                }
            }
        }
        byte[] text = Double.isFinite(value)
                ? NumberOutput.toString(value, true).getBytes(StandardCharsets.ISO_8859_1)
                : NULL;
        System.arraycopy(text, 0, out, at, text.length);
        return at + text.length;
    }

    /** Those that make seven digits, as most numbers here have at most. */
    private static int decimals(double size) {
        int decimals = 9;
        for (double limit = 1e-2; decimals > 1 && size >= limit; limit *= 10) {
            decimals--;
        }
        return decimals;
    }

    /** {@code size} is the double closest to {@code digits} with so many decimals, so both have the same whole part. */
    private static int write(boolean negative, double size, long digits, int decimals, byte[] out, int at) {
        int whole = (int) size; // less than END
        int fraction = (int) (digits - whole * (long) POWERS[decimals]);
        int kept = decimals;
        while (kept > 1 && fraction % 10 == 0) {
            fraction /= 10;
            kept--;
        }
        int start = at;
        if (negative) {
            out[start++] = '-';
        }
        int point = start + width(whole);
        int end = point + 1 + kept;
        putDigits(whole, out, start, point);
        out[point] = '.';
        putDigits(fraction, out, point + 1, end);
        return end;
    }

    private static int width(int whole) {
        int width = 1;
        for (int rest = whole; rest >= 10; rest /= 10) {
            width++;
        }
        return width;
    }

    /** Two at a time, as each waits for the division before it. */
    private static void putDigits(int number, byte[] out, int from, int to) {
        int rest = number;
        int end = to;
        for (; end - from >= 2; end -= 2) {
            int pair = 2 * (rest % 100);
            out[end - 2] = PAIRS[pair];
            out[end - 1] = PAIRS[pair + 1];
            rest /= 100;
        }
        if (end > from) {
            out[from] = (byte) ('0' + rest);
        }
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int p = 0; p < 100; p++) {
            pairs[2 * p] = (byte) ('0' + p / 10);
            pairs[2 * p + 1] = (byte) ('0' + p % 10);
        }
        return pairs;
    }
}

package io.bellwether.messages;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the bytes of an ordinary JSON text. What is not ordinary (an escape, a number of a thousand digits) it does
 * not read, although it may be JSON.
 */
final class JsonCursor {
    private static final int LONGEST_NUMBER = 100;
    private static final int EXACT_DIGITS = 15; // a decimal of so many digits, as a whole number, is a double
    private static final double[] POWERS = new double[22 + 1]; // of ten, all of them exact

    static {
        double power = 1;
        for (int p = 0; p < POWERS.length; p++) {
            POWERS[p] = power;
            power *= 10;
        }
    }

    private final byte[] json;
    private int at;

    JsonCursor(byte[] json) {
        this.json = json;
    }

    /** Where it stands. */
    int at() {
        return at;
    }

    /** The next byte that is not blank, without taking it; 0 at the end. */
    byte peek() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
        return at < json.length ? json[at] : 0;
    }

    /** Takes this byte if it is the next one that is not blank. */
    boolean take(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether nothing but blanks is left. */
    boolean isAtEnd() {
        return peek() == 0 && at == json.length;
    }

    /** Takes these bytes, if they stand here. */
    boolean take(byte[] expected) {
        peek();
        int end = at + expected.length;
        if (end > json.length || !Arrays.equals(json, at, end, expected, 0, expected.length)) {
            return false;
        }
        at = end;
        return true;
    }

    /** Takes a text without escapes and returns where its closing quote stands, or -1. The opening quote has been taken. */
    int takeText() {
        for (; at < json.length; at++) {
            byte next = json[at];
            if (next == '"') {
                return at++;
            } else if (next == '\\' || (next >= 0 && next < ' ')) {
                return -1;
            }
        }
        return -1;
    }

    /** What these bytes say in UTF-8, or null. */
    @Nullable
    String text(int from, int to) {
        String text = new String(json, from, to - from, StandardCharsets.UTF_8);
        if (text.length() == to - from && text.indexOf('\uFFFD') < 0) {
            return text; // ASCII
        }
        byte[] again = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(again, 0, again.length, json, from, to) ? text : null;
    }

    /** Takes a number, NaN when here is none that is finite: as {@link Double#parseDouble} would read it. */
    double takeNumber() {
        int start = at;
        boolean negative = at < json.length && json[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long digits = takeDigits(0);
        int whole = at - first;
        if (whole == 0 || (whole > 1 && json[first] == '0')) {
            return Double.NaN;
        }
        int decimals = 0;
        if (at < json.length && json[at] == '.') {
            at++;
            int point = at;
            digits = takeDigits(digits);
            decimals = at - point;
            if (decimals == 0) {
                return Double.NaN;
            }
        }
        boolean exponent = at < json.length && (json[at] == 'e' || json[at] == 'E');
        if (exponent && !takeExponent()) {
            return Double.NaN;
        }
        if (exponent || whole + decimals > EXACT_DIGITS) {
            return parse(start);
        }
        if (decimals == 0) {
            return negative ? -digits : digits; // a whole number knows no negative zero
        }
        double size = digits / POWERS[decimals]; // both exact, so correctly rounded (Clinger 1990)
        return negative ? -size : size;
    }

    private long takeDigits(long before) {
        long digits = before;
        for (; at < json.length; at++) {
            int digit = json[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            digits = 10 * digits + digit; // overflows only when it is not used
        }
        return digits;
    }

    private boolean takeExponent() {
        at++;
        if (at < json.length && (json[at] == '+' || json[at] == '-')) {
            at++;
        }
        int first = at;
        takeDigits(0);
        return at > first;
    }

    private double parse(int start) {
        if (at - start > LONGEST_NUMBER) {
            return Double.NaN;
        }
        double value = Double.parseDouble(new String(json, start, at - start, StandardCharsets.ISO_8859_1));
        return Double.isFinite(value) ? value : Double.NaN;
    }
}

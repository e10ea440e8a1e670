package io.bellwether.trainer.report;

import java.math.BigDecimal;

/** Numbers as JSON with few significant digits: more than a screen shows, in half the bytes. */
final class JsonNumber {
    private static final int DIGITS = 6;
    private static final double SMALLEST = 1e-15;
    private static final double LARGEST = 1e15;
    private static final double[] POWERS = new double[20 + 1]; // of ten, all of them exact

    static {
        double power = 1;
        for (int p = 0; p < POWERS.length; p++) {
            POWERS[p] = power;
            power *= 10;
        }
    }

    private JsonNumber() {}

    /** With six digits; {@code null} for what is no number. */
    static String of(double value) {
        return of(value, DIGITS);
    }

    /** @param count of significant digits, at most 6 */
    static String of(double value, int count) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        double size = Math.abs(value);
        if (size < SMALLEST || size >= LARGEST) {
            return value == 0 ? "0" : Double.toString(value);
        }
        int scale = count - 1 - (int) Math.floor(Math.log10(size));
        double power = POWERS[Math.abs(scale)];
        long digits = (long) Math.rint(scale < 0 ? value / power : value * power);
        BigDecimal decimal = BigDecimal.valueOf(digits, scale).stripTrailingZeros();
        boolean isShortWhole = decimal.scale() < 0 && decimal.scale() >= -DIGITS;
        return isShortWhole ? decimal.toPlainString() : decimal.toString();
    }
}

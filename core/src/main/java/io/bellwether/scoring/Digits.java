package io.bellwether.scoring;

import java.math.BigDecimal;

/**
 * Numbers as they are told to others: with {@value #COUNT} significant digits, as many as a network of float32 can vouch
 * for, or to a step of a power of ten. What is decided is decided on all digits.
 */
final class Digits {
    private static final int COUNT = 7;
    private static final double SMALLEST = 1e-12;
    private static final double LARGEST = 1e12;
    private static final double EXACT = 1e15; // up to here every decimal of as many digits has a double of its own
    private static final double[] POWERS = new double[22 + 1]; // of ten, all of them exact

    static {
        double power = 1;
        for (int p = 0; p < POWERS.length; p++) {
            POWERS[p] = power;
            power *= 10;
        }
    }

    private Digits() {}

    /**
     * The double closest to this value's decimal of {@value #COUNT} digits, so that its shortest notation is that decimal.
     * Values of no ordinary size are left as they are.
     */
    static double round(double value) {
        double size = Math.abs(value);
        if (!(size >= SMALLEST && size < LARGEST)) {
            return value;
        }
        int decimals = COUNT;
        while (decimals > 0 && size >= POWERS[COUNT - decimals]) {
            decimals--;
        }
        if (decimals == 0) {
            return Math.rint(value); // more digits before the point than count
        }
        if (size < 1) {
            while (size * POWERS[decimals] < POWERS[COUNT - 1]) {
                decimals++;
            }
        }
        // Both the digits and the power are exact, so that the quotient is the double closest to the decimal.
        return Math.rint(value * POWERS[decimals]) / POWERS[decimals];
    }

    /** How many digits after the point it takes to tell a value's first digit; negative = it stands before the units. */
    static int decimals(double value) {
        BigDecimal decimal = new BigDecimal(value);
        return decimal.scale() - decimal.precision() + 1;
    }

    /**
     * The double closest to this value's decimal with so many digits after the point. Values that have too many digits
     * for that, or need a power of ten that is no double, are left as they are.
     *
     * @param decimals negative = rounded to tens, hundreds and so on
     */
    static double round(double value, int decimals) {
        if (Math.abs(decimals) >= POWERS.length) {
            return value;
        }
        double power = POWERS[Math.abs(decimals)];
        double digits = Math.rint(decimals < 0 ? value / power : value * power);
        if (!(Math.abs(digits) < EXACT)) {
            return value;
        }
        return (decimals < 0 ? digits * power : digits / power) + 0.0; // no -0.0
    }
}

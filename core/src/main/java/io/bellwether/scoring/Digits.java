package io.bellwether.scoring;

/**
 * Numbers as they are told to others: with {@value #COUNT} significant digits, as many as a network of float32 can vouch
 * for. What is decided is decided on all digits.
 */
final class Digits {
    private static final int COUNT = 7;
    private static final double SMALLEST = 1e-12;
    private static final double LARGEST = 1e12;
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
}

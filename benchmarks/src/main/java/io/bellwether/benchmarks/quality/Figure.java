package io.bellwether.benchmarks.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One figure over several seeds. */
final class Figure {
    private final double[] values; // (seeds)

    Figure(List<Double> values) {
        this.values = values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The mean, and the range where there is one. */
    String text(int decimals) {
        return text(1, decimals);
    }

    String percent() {
        return text(100, 1);
    }

    private String text(double times, int decimals) {
        String form = "%." + decimals + "f";
        String mean = String.format(
                Locale.ROOT, form, times * Arrays.stream(values).average().orElse(Double.NaN));
        String least = String.format(
                Locale.ROOT, form, times * Arrays.stream(values).min().orElse(Double.NaN));
        String most = String.format(
                Locale.ROOT, form, times * Arrays.stream(values).max().orElse(Double.NaN));
        return least.equals(most) ? mean : mean + " [" + least + ", " + most + "]";
    }
}

package io.bellwether.trainer.fit;

/**
 * The one-cycle learning rate (Smith and Topin 2018): up along a cosine from {@code peak / 25} to {@code peak} in the
 * first 30 % of the updates, then down along a cosine to a 10 000th of where it began.
 *
 * @param updates of the whole training
 * @param peak the highest rate
 */
public record OneCycle(int updates, double peak) {
    private static final double RISE = 0.3;
    private static final double START_DIVISOR = 25;
    private static final double END_DIVISOR = 1e4;

    /** The rate of one update, counted from 0. */
    public double rate(int update) {
        double start = peak / START_DIVISOR;
        double top = RISE * updates - 1;
        if (update <= top) {
            return between(start, peak, update / top);
        }
        return between(peak, start / END_DIVISOR, Math.min(1, (update - top) / (updates - 1 - top)));
    }

    private static double between(double from, double to, double fraction) {
        return to + (from - to) * (1 + StrictMath.cos(Math.PI * fraction)) / 2;
    }
}

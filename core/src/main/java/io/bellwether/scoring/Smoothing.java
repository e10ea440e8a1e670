package io.bellwether.scoring;

/**
 * How errors are averaged over time before they are judged.
 *
 * @param weight of the newest error in the moving average (EWMA, Roberts 1959); in (0, 1], 1 = none
 * @param following weight of the newest average in the centre it is judged about; in [0, 1), 0 = the centre stays where it
 *     was on held-out data
 */
public record Smoothing(double weight, double following) {
    public Smoothing {
        if (!(weight > 0) || weight > 1) {
            throw new IllegalArgumentException("the smoothing must lie in (0, 1], not " + weight);
        }
        if (!(following >= 0) || following >= 1) {
            throw new IllegalArgumentException("the following of a smoothing must lie in [0, 1), not " + following);
        }
    }

    /** How many frames after a fresh start the average has forgotten 95 % of where it began. */
    int settledAfter() {
        return (int) Math.ceil(3 / weight);
    }
}

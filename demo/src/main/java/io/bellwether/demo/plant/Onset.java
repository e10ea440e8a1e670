package io.bellwether.demo.plant;

/**
 * How a fault comes and goes within its window: it rises as a power of time, stays, and recovers linearly, so that its
 * cause is gone when the window ends.
 *
 * @param rise share of the window until the full effect is reached
 * @param exponent 1 grows evenly, above 1 slowly first
 * @param recovery share of the window at its end in which the effect fades; 0 ends abruptly
 */
record Onset(double rise, double exponent, double recovery) {

    static final Onset ABRUPT = new Onset(0, 1, 0);

    /**
     * Severity in 0..1.
     *
     * @param elapsed share of the window that has passed, 0..1
     */
    double severity(double elapsed) {
        double grown = elapsed >= rise ? 1 : StrictMath.pow(elapsed / rise, exponent);
        double left = 1 - elapsed >= recovery ? 1 : (1 - elapsed) / recovery;
        return StrictMath.min(grown, left);
    }
}

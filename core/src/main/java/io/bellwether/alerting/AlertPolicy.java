package io.bellwether.alerting;

/**
 * When an incident opens, grows and closes. All levels are ratios of score to threshold.
 *
 * @param openCount an incident opens when this many ...
 * @param openWindow ... of this many frames exceed the threshold; at most 32
 * @param releaseFraction it is released when the ratio falls below this fraction of its own peak
 * @param rearmFactor after a release above the threshold, this many times the ratio at release opens the next one
 * @param criticalRatio from this ratio on an incident is critical
 */
public record AlertPolicy(
        int openCount, int openWindow, double releaseFraction, double rearmFactor, double criticalRatio) {

    public AlertPolicy {
        if (openCount < 1 || openWindow < openCount || openWindow > 32) {
            throw new IllegalArgumentException("an incident opens on k of n frames with 1 <= k <= n <= 32, not "
                    + openCount + " of " + openWindow);
        }
        if (!(releaseFraction >= 0 && releaseFraction < 1)) {
            throw new IllegalArgumentException("the release fraction must lie in [0, 1), not " + releaseFraction);
        }
        if (!(rearmFactor >= 1)) {
            throw new IllegalArgumentException("the re-arm factor must be at least 1, not " + rearmFactor);
        }
        if (!(criticalRatio > 1)) {
            throw new IllegalArgumentException("the critical ratio must be above 1, not " + criticalRatio);
        }
    }

    /** 3 of 5 frames open; release at 0.3 of the peak, re-arm at 1.6; critical at 3 times the threshold. */
    public static AlertPolicy defaults() {
        return new AlertPolicy(3, 5, 0.3, 1.6, 3);
    }

    /** The severity of an incident whose highest ratio is this. */
    public Severity severity(double ratio) {
        return ratio >= criticalRatio ? Severity.CRITICAL : Severity.WARNING;
    }

    /** The last {@code openWindow} verdicts, newest in bit 0. */
    int push(int history, boolean exceeds) {
        int mask = openWindow == 32 ? -1 : (1 << openWindow) - 1;
        return (history << 1 | (exceeds ? 1 : 0)) & mask;
    }
}

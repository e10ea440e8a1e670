package io.bellwether.series;

import java.time.Duration;
import java.util.Objects;

/**
 * When a slot of time becomes a frame, and what a gap between frames means. Part of the model, so that detector and
 * backtest cut the same frames.
 *
 * @param closing whether a complete slot closes at once or waits until its time is over
 * @param allowedLateness how long after its end a slot still takes readings while the asset's event time moves on
 * @param maxHold how long a missing value is replaced by the last one seen
 * @param maxGap up to this, missing slots become frames without values; beyond it the asset starts afresh
 */
public record AssemblyPolicy(Closing closing, Duration allowedLateness, Duration maxHold, Duration maxGap) {

    /** The largest number of slots an asset may hold open at once: bounds its state. */
    public static final int MAX_OPEN_SLOTS = 64;

    /** When a slot closes. */
    public enum Closing {
        /** As soon as every sensor has reported: for data that arrives at the sample period or slower. */
        WHEN_COMPLETE,
        /** When the asset's event time has passed its end: for data that arrives faster, the last value counts. */
        WHEN_ELAPSED
    }

    public AssemblyPolicy {
        Objects.requireNonNull(closing, "closing");
        requireNotNegative("allowed lateness", allowedLateness);
        requireNotNegative("maximum hold", maxHold);
        requireNotNegative("maximum gap", maxGap);
    }

    /** One period of lateness, values held for 5 periods, gaps bridged up to 10. */
    public static AssemblyPolicy defaults(Duration samplePeriod) {
        return new AssemblyPolicy(
                Closing.WHEN_COMPLETE, samplePeriod, samplePeriod.multipliedBy(5), samplePeriod.multipliedBy(10));
    }

    /** This policy, closing slots in another way. */
    public AssemblyPolicy closing(Closing other) {
        return new AssemblyPolicy(other, allowedLateness, maxHold, maxGap);
    }

    private static void requireNotNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("the " + name + " must not be negative, not " + value);
        }
    }
}

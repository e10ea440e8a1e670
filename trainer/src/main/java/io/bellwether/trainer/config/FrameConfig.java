package io.bellwether.trainer.config;

import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.AssemblyPolicy.Closing;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How readings become frames. What is null is taken from the data, or from the sample period.
 *
 * @param period distance of two frames
 * @param closing when a slot closes
 * @param allowedLateness how long a slot waits for late readings
 * @param maxHold how long a missing value is replaced by the last one
 * @param maxGap up to this a gap is bridged
 * @param units of the sensors, by name
 */
public record FrameConfig(
        @Nullable Duration period,
        @Nullable Closing closing,
        @Nullable Duration allowedLateness,
        @Nullable Duration maxHold,
        @Nullable Duration maxGap,
        Map<String, String> units) {
    public FrameConfig {
        if (period != null && period.toMillis() < 1) {
            throw new IllegalArgumentException("period must be at least 1ms, not " + period);
        }
        units = Map.copyOf(units);
    }

    /** The policy for frames of this period. */
    public AssemblyPolicy assembly(Duration samplePeriod, Closing fromData) {
        AssemblyPolicy usual = AssemblyPolicy.defaults(samplePeriod);
        return new AssemblyPolicy(
                closing == null ? fromData : closing,
                allowedLateness == null ? usual.allowedLateness() : allowedLateness,
                maxHold == null ? usual.maxHold() : maxHold,
                maxGap == null ? usual.maxGap() : maxGap);
    }
}

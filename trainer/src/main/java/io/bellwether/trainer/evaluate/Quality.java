package io.bellwether.trainer.evaluate;

import java.util.List;
import java.util.Optional;

/**
 * How good a detector was on a file, or on several.
 *
 * @param rows that were judged
 * @param alarms empty when only scores are known
 * @param scores empty when only alarms are known
 */
public record Quality(long rows, Optional<Detection> alarms, Optional<ThresholdFree> scores) {
    /**
     * Of one file.
     *
     * @param window longest buffer around an event, rows, for the volumes under the surface
     */
    public static Quality of(LabelledSeries file, int window) {
        return new Quality(
                file.rows(),
                file.hasAlarms() ? Optional.of(file.detection()) : Optional.empty(),
                file.hasScores() ? Optional.of(ThresholdFree.of(file, window)) : Optional.empty());
    }

    /** Of all rows of several files together; scores and alarms only where every file has them. */
    static Quality pooled(List<LabelledSeries> files) {
        LabelledSeries all = LabelledSeries.join(files);
        return new Quality(
                all.rows(),
                all.hasAlarms() ? Optional.of(all.detection()) : Optional.empty(),
                all.hasScores() ? Optional.of(ThresholdFree.pooled(all)) : Optional.empty());
    }
}

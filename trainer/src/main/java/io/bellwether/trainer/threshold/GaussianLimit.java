package io.bellwether.trainer.threshold;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.trainer.threshold.Threshold.Method;
import io.bellwether.trainer.threshold.Threshold.Note;

/**
 * Mean plus so many standard deviations of the held-out scores. Weak: a largest absolute value is skewed and its
 * neighbours are correlated, so the number of deviations says little about the number of alarms.
 *
 * @param deviations above zero
 */
public record GaussianLimit(double deviations) implements ThresholdRule {
    public GaussianLimit {
        if (!(deviations > 0) || !Double.isFinite(deviations)) {
            throw new IllegalArgumentException(
                    "a Gaussian limit needs more than zero standard deviations, not " + deviations);
        }
    }

    @Override
    public Threshold choose(HeldOutScores scores, AlertPolicy policy) {
        double spread = scores.spread();
        return Threshold.of(
                scores.mean() + deviations * spread, Method.GAUSSIAN, spread > 0 ? Note.NONE : Note.NO_VARIATION);
    }
}

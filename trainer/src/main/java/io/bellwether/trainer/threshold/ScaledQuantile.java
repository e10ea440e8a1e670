package io.bellwether.trainer.threshold;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.trainer.threshold.Threshold.Method;
import io.bellwether.trainer.threshold.Threshold.Note;

/**
 * A quantile of the held-out scores, times a factor. Needs little data, but knows no budget.
 *
 * @param quantile in (0, 1]
 * @param factor above zero
 */
public record ScaledQuantile(double quantile, double factor) implements ThresholdRule {
    public ScaledQuantile {
        if (!(quantile > 0 && quantile <= 1) || !(factor > 0) || !Double.isFinite(factor)) {
            throw new IllegalArgumentException("a scaled quantile needs a quantile in (0, 1] and a factor above 0, not "
                    + quantile + " and " + factor);
        }
    }

    @Override
    public Threshold choose(HeldOutScores scores, AlertPolicy policy) {
        return Threshold.of(scores.quantile(quantile) * factor, Method.SCALED_QUANTILE, Note.NONE);
    }
}

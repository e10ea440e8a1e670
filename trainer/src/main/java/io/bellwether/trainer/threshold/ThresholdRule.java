package io.bellwether.trainer.threshold;

import io.bellwether.alerting.AlertPolicy;

/** How the held-out scores of an asset become its threshold. */
@FunctionalInterface
public interface ThresholdRule {
    /**
     * Chooses the threshold.
     *
     * @param policy when production would open an incident
     */
    Threshold choose(HeldOutScores scores, AlertPolicy policy);
}

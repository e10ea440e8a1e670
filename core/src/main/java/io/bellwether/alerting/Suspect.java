package io.bellwether.alerting;

import io.bellwether.scoring.Evidence;

/**
 * What one sensor has to do with an incident.
 *
 * @param sensor its name
 * @param unit of {@code observed} and {@code expected}
 * @param contribution its part of the score, see {@link Evidence#contribution}
 * @param observed the frame's value; NaN where it was missing
 * @param expected the value the network expected; NaN while it has none
 * @param counterfactual what the score would have been, had this sensor read as expected and all others as they did, with
 *     seven digits: not above the threshold, and this sensor alone explains the alert. NaN where an alert is not about a
 *     score
 */
public record Suspect(
        String sensor, String unit, double contribution, double observed, double expected, double counterfactual) {

    /** A sensor of an alert about a score. */
    public static Suspect of(Evidence evidence, double counterfactual) {
        return new Suspect(
                evidence.sensor(),
                evidence.unit(),
                evidence.contribution(),
                evidence.observed(),
                evidence.expected(),
                counterfactual);
    }

    /** The sensor of an alert that is not about a score. */
    public static Suspect of(Evidence evidence) {
        return of(evidence, Double.NaN);
    }
}

package io.bellwether.detector.state;

import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an asset, for people.
 *
 * @param asset its id
 * @param partition of the telemetry topic it comes from
 * @param model that watches it
 * @param successor model that warms up to take over, if any
 * @param openIncidents anomalies and stuck sensors
 * @param falseAlarmBudgetPerDay of its model; 0 when it has none
 * @param lastScore the last verdict since this instance took the asset, if any
 */
public record AssetStatus(
        String asset,
        int partition,
        ModelRef model,
        @Nullable ModelRef successor,
        int openIncidents,
        double falseAlarmBudgetPerDay,
        @Nullable Score lastScore) {}

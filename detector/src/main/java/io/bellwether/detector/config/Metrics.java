package io.bellwether.detector.config;

/**
 * What the metrics tell.
 *
 * @param perAssetLabels whether some have a label with the asset's id
 */
public record Metrics(
        @Setting(
                value = "Add an `asset` label to the metrics so marked in METRICS.md. Costs one time series per asset:"
                        + " for tens of assets, not for thousands.",
                fallback = "false")
        boolean perAssetLabels) {}

package io.bellwether.trainer.config;

/**
 * How errors become a threshold.
 *
 * @param smoothing weight of the newest error in the moving average
 * @param stride an autoencoder scores every this many frames
 * @param quantile of the held-out scores ...
 * @param factor ... times this is the threshold
 */
public record CalibrationConfig(double smoothing, int stride, double quantile, double factor) {
    public CalibrationConfig {
        Limits.fraction("smoothing", smoothing);
        Limits.atLeast("stride", stride, 1);
        Limits.fraction("quantile", quantile);
        Limits.above("factor", factor, 0);
    }
}

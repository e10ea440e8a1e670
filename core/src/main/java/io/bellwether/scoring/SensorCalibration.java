package io.bellwether.scoring;

/**
 * What is normal for an ensemble's error on one sensor of one asset.
 *
 * @param centre mean of the smoothed scaled error on held-out data
 * @param spread of the smoothed scaled error on held-out data, in the sensor's standard deviations; greater than zero
 * @param votes whether it takes part in the score; a constant or slowly drifting sensor does not
 */
public record SensorCalibration(double centre, double spread, boolean votes) {
    public SensorCalibration {
        if (!(spread > 0) || !Double.isFinite(spread) || !Double.isFinite(centre)) {
            throw new IllegalArgumentException("a sensor's error has centre " + centre + " and spread " + spread);
        }
    }
}

package io.bellwether.scoring;

/**
 * What is normal for the error of one sensor of one asset.
 *
 * @param centre mean of the smoothed scaled error on held-out data
 * @param spread of the smoothed scaled error on held-out data, in the sensor's standard deviations; greater than zero
 * @param votes whether it takes part in the score; a constant or slowly drifting sensor does not
 * @param flatLimit this many frames without any change mean the sensor is stuck; 0 = never
 */
public record SensorCalibration(double centre, double spread, boolean votes, int flatLimit) {
    public SensorCalibration {
        if (!(spread > 0) || !Double.isFinite(spread) || !Double.isFinite(centre)) {
            throw new IllegalArgumentException("a sensor's error has centre " + centre + " and spread " + spread);
        }
        if (flatLimit < 0) {
            throw new IllegalArgumentException("the flat limit must not be negative, not " + flatLimit);
        }
    }
}

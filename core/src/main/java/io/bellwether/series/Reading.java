package io.bellwether.series;

/**
 * One value of one sensor of one asset.
 *
 * @param asset the machine's id
 * @param sensor the sensor's name, unique within the asset
 * @param time event time, milliseconds since the epoch
 * @param value in the sensor's unit; NaN where the source sent none
 * @param quality whether the value may be used
 */
public record Reading(String asset, String sensor, long time, double value, Quality quality) {

    /** The value to put into a frame: NaN unless its quality is good. */
    public double usableValue() {
        return quality == Quality.GOOD ? value : Double.NaN;
    }
}

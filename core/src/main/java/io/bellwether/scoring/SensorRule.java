package io.bellwether.scoring;

/**
 * What holds for one sensor of one asset, whatever the network.
 *
 * @param votes whether it takes part in the score; a constant or slowly drifting sensor does not
 * @param flatLimit this many frames without any change mean the sensor is stuck; 0 = never
 */
public record SensorRule(boolean votes, int flatLimit) {
    public SensorRule {
        if (flatLimit < 0) {
            throw new IllegalArgumentException("the flat limit must not be negative, not " + flatLimit);
        }
    }
}

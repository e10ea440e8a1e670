package io.bellwether.series;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a frame holds: its sensors, in the order of the network's inputs, and the spacing of its slots.
 *
 * @param sensors at least one, names unique
 * @param samplePeriod the distance of two frames; whole milliseconds, at least one
 */
public record FeatureSpec(List<Sensor> sensors, Duration samplePeriod) {

    public FeatureSpec {
        sensors = List.copyOf(sensors);
        if (sensors.isEmpty()) {
            throw new IllegalArgumentException("a feature spec needs at least one sensor");
        }
        Set<String> seen = new HashSet<>();
        for (Sensor sensor : sensors) {
            if (!seen.add(sensor.name())) {
                throw new IllegalArgumentException("sensor '" + sensor.name() + "' is named twice");
            }
        }
        if (samplePeriod.toMillis() < 1) {
            throw new IllegalArgumentException("the sample period must be at least 1 ms, not " + samplePeriod);
        }
    }

    /** The number of sensors. */
    public int size() {
        return sensors.size();
    }

    /** The sample period in milliseconds. */
    public long periodMillis() {
        return samplePeriod.toMillis();
    }

    /** The sensors' names, in frame order. */
    public List<String> names() {
        return sensors.stream().map(Sensor::name).toList();
    }
}

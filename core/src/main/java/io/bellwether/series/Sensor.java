package io.bellwether.series;

/**
 * One input channel of a model.
 *
 * @param name as it stands in the telemetry
 * @param unit as printed beside a value; empty when unknown
 */
public record Sensor(String name, String unit) {
    public Sensor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a sensor needs a name");
        }
    }
}

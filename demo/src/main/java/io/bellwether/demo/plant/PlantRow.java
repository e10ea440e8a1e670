package io.bellwether.demo.plant;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One minute of one asset.
 *
 * @param values of every sensor, iterated in the order of {@link PlantSensor}, rounded to the sensor's resolution
 * @param fault the fault active at this time, or null in normal operation
 */
public record PlantRow(
        String asset,
        Instant time,
        Map<PlantSensor, Double> values,
        @Nullable Fault fault) {

    public PlantRow {
        if (!values.keySet().equals(EnumSet.allOf(PlantSensor.class))) {
            throw new IllegalArgumentException("values for " + values.keySet() + " instead of every sensor");
        }
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    public double value(PlantSensor sensor) {
        return Objects.requireNonNull(values.get(sensor));
    }

    public boolean anomalous() {
        return fault != null;
    }
}

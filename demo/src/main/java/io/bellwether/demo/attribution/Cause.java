package io.bellwether.demo.attribution;

import io.bellwether.demo.plant.Fault;
import io.bellwether.demo.plant.PlantSensor;
import java.util.List;

/**
 * What was done to an asset.
 *
 * @param kind of fault
 * @param start the first time that may show it, milliseconds since the epoch
 * @param end the first time after it
 * @param sensors that show it; the others stay as they would have been
 */
record Cause(String kind, long start, long end, List<String> sensors) {
    Cause {
        sensors = List.copyOf(sensors);
    }

    static Cause of(Fault fault) {
        return new Cause(
                fault.kind().label(),
                fault.start().toEpochMilli(),
                fault.end().toEpochMilli(),
                fault.sensors().stream().map(PlantSensor::column).toList());
    }

    boolean contains(long time) {
        return start <= time && time < end;
    }
}

package io.bellwether.demo.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One injected fault.
 *
 * @param start the first sample that may show it
 * @param end the first sample after it
 * @param sensors the sensors a correct attribution may name, the clearest first; the others stay as they would have
 *     been
 */
public record Fault(String asset, FaultKind kind, Instant start, Instant end, List<PlantSensor> sensors) {

    public Fault {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("fault " + kind.label() + " ends at " + end + ", not after " + start);
        }
        sensors = List.copyOf(sensors);
    }

    public boolean contains(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    boolean overlaps(Fault other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    double severity(Instant time) {
        double elapsed = (double) Duration.between(start, time).toSeconds() / length().toSeconds();
        return kind.severity(elapsed);
    }
}

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
 * @param strength factor on its usual effect, above 0; a sensor that freezes knows no degrees
 */
public record Fault(
        String asset, FaultKind kind, Instant start, Instant end, List<PlantSensor> sensors, double strength) {

    public Fault {
        if (!(strength > 0)) {
            throw new IllegalArgumentException("the strength of a fault must be above 0, not " + strength);
        }
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("fault " + kind.label() + " ends at " + end + ", not after " + start);
        }
        sensors = List.copyOf(sensors);
    }

    /** A fault of the usual strength. */
    public Fault(String asset, FaultKind kind, Instant start, Instant end, List<PlantSensor> sensors) {
        this(asset, kind, start, end, sensors, 1);
    }

    /** The same, stronger or weaker. */
    public Fault withStrength(double factor) {
        return new Fault(asset, kind, start, end, sensors, factor);
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
        return strength * kind.severity(elapsed);
    }
}

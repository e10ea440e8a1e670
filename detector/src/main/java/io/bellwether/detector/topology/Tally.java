package io.bellwether.detector.topology;

import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.messages.Rejection;
import io.bellwether.messages.Rejection.Reason;
import io.bellwether.series.Fate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of the readings of one record. Used again and again. */
final class Tally {
    private final boolean ignoreUnknownSensors;
    private final Map<Reason, Integer> rejected = new EnumMap<>(Reason.class);
    private int received;
    private int ignored;
    private int late;
    private int duplicate;
    private int inFrames;
    private @Nullable Rejection first;

    Tally(boolean ignoreUnknownSensors) {
        this.ignoreUnknownSensors = ignoreUnknownSensors;
    }

    /** Counts readings that have come; what becomes of each is counted elsewhere, so that the two can be compared. */
    void receive(int readings) {
        received += readings;
    }

    /** Counts readings that were rejected for the same reason. */
    void reject(Rejection rejection, int readings) {
        rejected.merge(rejection.reason(), readings, Integer::sum);
        tell(rejection);
    }

    /** Counts readings that are left alone. */
    void ignore(int readings) {
        ignored += readings;
    }

    /** Counts one reading of a sensor by its fate. */
    void count(String sensor, Fate fate) {
        switch (fate) {
            case IN_FRAME -> inFrames++;
            case LATE -> {
                late++;
                tell(new Rejection(Reason.LATE, "sensor '" + sensor + "': its slot had closed before it came"));
            }
            case DUPLICATE -> {
                duplicate++;
                tell(new Rejection(Reason.DUPLICATE, "sensor '" + sensor + "': the same time had come before"));
            }
            case UNKNOWN_SENSOR -> unknown(sensor);
        }
    }

    private void unknown(String sensor) {
        if (ignoreUnknownSensors) {
            ignore(1);
        } else {
            reject(
                    new Rejection(
                            Reason.UNKNOWN_SENSOR, "sensor '" + sensor + "': the asset's model has none of that name"),
                    1);
        }
    }

    private void tell(Rejection rejection) {
        first = first == null ? rejection : first;
    }

    /** Why the record belongs into the dead letters; empty when it does not. */
    Optional<Rejection> firstRejection() {
        return Optional.ofNullable(first);
    }

    /** Hands the counts on, and begins anew. */
    void report(DetectorMetrics metrics) {
        metrics.received(received);
        metrics.inFrames(inFrames);
        received = 0;
        inFrames = 0;
        if (ignored > 0) {
            metrics.ignored(ignored);
            ignored = 0;
        }
        if (first != null) {
            reportLost(metrics);
        }
    }

    private void reportLost(DetectorMetrics metrics) {
        rejected.forEach(metrics::rejected);
        metrics.late(late);
        metrics.duplicate(duplicate);
        rejected.clear();
        late = 0;
        duplicate = 0;
        first = null;
    }
}

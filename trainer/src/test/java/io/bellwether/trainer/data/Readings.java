package io.bellwether.trainer.data;

import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Sensor;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Recordings made by hand. */
public final class Readings {
    private Readings() {}

    /** A function of frame and sensor. */
    @FunctionalInterface
    public interface Signal {
        /** NaN = missing. */
        double at(int frame, int sensor);
    }

    /** A spec of this many sensors, one frame a second. */
    public static FeatureSpec spec(int sensors) {
        return new FeatureSpec(
                IntStream.range(0, sensors)
                        .mapToObj(s -> new Sensor("s" + s, ""))
                        .toList(),
                Duration.ofSeconds(1));
    }

    /** One asset, one row a second from the epoch on. */
    public static Recording recording(int rows, int sensors, Signal signal, Interval... leftOut) {
        Recording.Builder builder = new Recording.Builder();
        AssetReadings readings = builder.asset("pump", "test");
        for (int row = 0; row < rows; row++) {
            for (int s = 0; s < sensors; s++) {
                readings.add(builder.sensor(new Sensor("s" + s, "")), 1000L * row, signal.at(row, s));
            }
        }
        for (Interval interval : leftOut) {
            readings.leaveOut(interval);
        }
        return builder.build();
    }

    /** The same, cut into frames. */
    public static FrameSeries frames(int rows, int sensors, Signal signal, Interval... leftOut) {
        return cut(recording(rows, sensors, signal, leftOut).assets().get(0), sensors);
    }

    /** Frames of which some are labelled anomalous. */
    public static FrameSeries labelled(int rows, int sensors, Signal signal, IntPredicate anomalous) {
        AssetReadings readings = recording(rows, sensors, signal).assets().get(0);
        for (int row = 0; row < rows; row++) {
            readings.mark(1000L * row, anomalous.test(row));
        }
        return cut(readings, sensors);
    }

    private static FrameSeries cut(AssetReadings readings, int sensors) {
        FeatureSpec spec = spec(sensors);
        List<Integer> order = IntStream.range(0, sensors).boxed().toList();
        return FrameSeries.cut(readings, spec, AssemblyPolicy.defaults(spec.samplePeriod()), order);
    }
}

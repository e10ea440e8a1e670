package io.bellwether.trainer.data;

import io.bellwether.series.AssemblyPolicy.Closing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How far apart in time the readings of a recording are. */
public final class Spacing {
    /** More readings than this in the slot of the one before, and a slot must wait until it is over. */
    private static final double MANY_SHARE_A_SLOT = 0.05;

    private static final int ENOUGH = 100_000;
    private static final long NONE = Long.MIN_VALUE;

    private Spacing() {}

    /**
     * The median, over all sensors of all assets, of a sensor's median spacing; empty when no sensor has two readings.
     */
    public static Optional<Duration> median(Recording recording) {
        List<Long> medians = new ArrayList<>();
        for (AssetReadings readings : recording.assets()) {
            for (int sensor = 0; sensor < recording.sensors().size(); sensor++) {
                long[] spacings = spacings(readings, sensor);
                if (spacings.length > 0) {
                    Arrays.sort(spacings);
                    medians.add(spacings[spacings.length / 2]);
                }
            }
        }
        medians.sort(Long::compare);
        return medians.isEmpty() ? Optional.empty() : Optional.of(Duration.ofMillis(medians.get(medians.size() / 2)));
    }

    private static long[] spacings(AssetReadings readings, int sensor) {
        long[] found = new long[Math.min(readings.size(), ENOUGH)];
        int count = 0;
        long last = NONE;
        for (int r = 0; r < readings.size() && count < found.length; r++) {
            if (readings.sensor(r) == sensor) {
                if (last != NONE && readings.time(r) > last) {
                    found[count++] = readings.time(r) - last;
                }
                last = readings.time(r);
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Whether slots of this length can close as soon as they are complete. */
    public static Closing closing(Recording recording, Duration period) {
        long shared = 0;
        long all = 0;
        for (AssetReadings readings : recording.assets()) {
            long[] lastSlot = new long[recording.sensors().size()];
            Arrays.fill(lastSlot, NONE);
            for (int r = 0; r < readings.size(); r++) {
                long slot = Math.floorDiv(readings.time(r), period.toMillis());
                shared += slot == lastSlot[readings.sensor(r)] ? 1 : 0;
                lastSlot[readings.sensor(r)] = slot;
                all++;
            }
        }
        return shared > all * MANY_SHARE_A_SLOT ? Closing.WHEN_ELAPSED : Closing.WHEN_COMPLETE;
    }
}

package io.bellwether.demo.plant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Spreads the six faults over a stretch of time, with normal operation before, between and after them.
 *
 * <p>The plan is made for five days. A shorter stretch, down to one day, has the same faults in the same order, closer
 * together and shorter; a longer one repeats the plan every five days.
 */
public final class FaultSchedule {
    /** The length the plan is made for: faults of usual length, about half a day apart. */
    public static final Duration USUAL = Duration.ofDays(5);

    /** Below this the faults would run into each other. */
    public static final Duration SHORTEST = Duration.ofDays(1);

    private FaultSchedule() {}

    /** Where a fault starts, in minutes from the start of the five days. */
    record Slot(FaultKind kind, long startMinute) {
        static Slot at(FaultKind kind, double hours) {
            return new Slot(kind, StrictMath.round(hours * 60));
        }
    }

    /**
     * The faults of one asset, in time order.
     *
     * @throws IllegalArgumentException if the asset is not in the plant or the stretch is shorter than a day
     */
    public static List<Fault> spread(String asset, Instant from, Duration length) {
        if (length.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("six faults need at least " + SHORTEST + ", not " + length);
        }
        PumpConstants pump = PlantSimulator.pump(asset);
        List<Fault> faults = new ArrayList<>();
        Instant end = from.plus(length);
        Instant block = from;
        Duration left = length;
        while (left.compareTo(SHORTEST) >= 0) {
            addBlock(faults, pump, block, left.compareTo(USUAL) < 0 ? left : USUAL);
            block = block.plus(USUAL);
            left = block.isBefore(end) ? Duration.between(block, end) : Duration.ZERO;
        }
        return List.copyOf(faults);
    }

    private static void addBlock(List<Fault> faults, PumpConstants pump, Instant from, Duration length) {
        double scale = (double) length.toMinutes() / USUAL.toMinutes();
        for (Slot slot : pump.faultPlan()) {
            FaultKind kind = slot.kind();
            long minutes = StrictMath.max(
                    kind.shortestLength().toMinutes(),
                    StrictMath.round(scale * kind.usualLength().toMinutes()));
            Instant start = from.plus(Duration.ofMinutes(StrictMath.round(scale * slot.startMinute())));
            faults.add(new Fault(
                    pump.asset(), kind, start, start.plus(Duration.ofMinutes(minutes)), kind.sensorsOf(pump)));
        }
    }
}

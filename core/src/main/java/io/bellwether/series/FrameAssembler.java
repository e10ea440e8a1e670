package io.bellwether.series;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts one asset's readings into frames, in the asset's own event time.
 *
 * <p>Time is divided into slots of one sample period. A slot closes when it is complete and all before it are closed, or
 * when a reading shows that the asset's time has passed the slot's end by the allowed lateness. Slots in which nothing
 * arrived become frames of missing values once the next reading shows how long the gap was, unless it was longer than the
 * policy bridges. The asset's time begins with the slot of its first reading.
 */
public final class FrameAssembler {
    /*
     * Open slots lie between lastClosed (exclusive) and newest (inclusive). Both move forward only, and newest is at
     * most lateness + 1 slots ahead of lastClosed, so a ring of capacity lateness + 2 holds every open slot at index
     * (slot mod capacity). Times are kept beside the values to tell a duplicate from a second value in the same slot;
     * the ring cell of the slot closed last is left untouched for the same reason until its place is needed.
     */
    private static final long NONE = Long.MIN_VALUE;

    private final int sensors;
    private final long period;
    private final long lateness;
    private final long maxGapSlots;
    private final boolean whenComplete;
    private final int capacity;

    private final long[] slotAt; // (capacity) which slot a ring cell holds, NONE = free
    private final double[] values; // (capacity, sensors) NaN = missing
    private final long[] times; // (capacity, sensors) NONE = not reported
    private final int[] reported; // (capacity) how many sensors have reported
    private long lastClosed = NONE;
    private long newest = NONE;
    private long lastFrame = NONE;
    private final Frame frame;

    // Readings of one time come in a row, and dividing takes longer than all else: so what follows from it is kept.
    private long placedTime;
    private long placedSlot;
    private int placedCell;
    private long passed; // the slot that lies behind it by the allowed lateness

    /**
     * @throws IllegalArgumentException when the allowed lateness would keep more than
     *     {@link AssemblyPolicy#MAX_OPEN_SLOTS} slots open
     */
    public FrameAssembler(FeatureSpec spec, AssemblyPolicy policy) {
        sensors = spec.size();
        period = spec.periodMillis();
        lateness = policy.allowedLateness().toMillis();
        maxGapSlots = policy.maxGap().toMillis() / period;
        whenComplete = policy.closing() == AssemblyPolicy.Closing.WHEN_COMPLETE;
        long needed = Math.floorDiv(lateness + period - 1, period) + 2;
        if (needed > AssemblyPolicy.MAX_OPEN_SLOTS) {
            throw new IllegalArgumentException("an allowed lateness of " + policy.allowedLateness() + " keeps " + needed
                    + " slots of " + spec.samplePeriod() + " open; at most " + AssemblyPolicy.MAX_OPEN_SLOTS
                    + " are allowed");
        }
        capacity = (int) needed;
        slotAt = new long[capacity];
        values = new double[capacity * sensors];
        times = new long[capacity * sensors];
        reported = new int[capacity];
        frame = new Frame(sensors);
        Arrays.fill(slotAt, NONE);
        place(0);
    }

    private void place(long time) {
        placedTime = time;
        placedSlot = Math.floorDiv(time, period);
        placedCell = cell(placedSlot);
        passed = Math.floorDiv(time - lateness, period) - 1;
    }

    private int cell(long slot) {
        return (int) Math.floorMod(slot, (long) capacity);
    }

    /**
     * Takes one reading and hands every frame that closes by it to {@code sink}.
     *
     * @param sensor index in the feature spec
     * @param time event time, milliseconds since the epoch
     * @param value NaN when the sensor reported that it has none
     */
    public Fate accept(int sensor, long time, double value, FrameSink sink) {
        if (time != placedTime) {
            place(time);
        }
        long slot = placedSlot;
        if (lastClosed == NONE) {
            lastClosed = slot - 1;
            newest = slot - 1;
        }
        if (slot <= lastClosed) {
            return timeOf(slot, sensor) == time ? Fate.DUPLICATE : Fate.LATE;
        }
        boolean moved = passed > lastClosed;
        if (moved) {
            closeUpTo(passed, sink);
        }
        claim(placedCell, slot);
        Fate fate = put(placedCell, sensor, time, value);
        newest = Math.max(newest, slot);
        if (whenComplete && (moved || reported[placedCell] == sensors)) {
            closeComplete(sink);
        }
        return fate;
    }

    /** Closes every open slot, complete or not: the asset has gone quiet, or the input has ended. */
    public void flush(FrameSink sink) {
        if (newest != NONE) {
            closeUpTo(newest, sink);
        }
    }

    /** Whether a slot is waiting for more readings. */
    public boolean hasOpenSlots() {
        return newest > lastClosed;
    }

    private Fate put(int cell, int sensor, long time, double value) {
        int at = cell * sensors + sensor;
        if (times[at] == NONE) {
            reported[cell]++;
        } else if (times[at] == time) {
            return Fate.DUPLICATE;
        } else if (times[at] > time) {
            return Fate.IN_FRAME;
        }
        times[at] = time;
        values[at] = value;
        return Fate.IN_FRAME;
    }

    /** Gives a cell to a slot, if it does not have it yet. */
    private void claim(int cell, long slot) {
        if (slotAt[cell] != slot) {
            slotAt[cell] = slot;
            reported[cell] = 0;
            Arrays.fill(values, cell * sensors, (cell + 1) * sensors, Double.NaN);
            Arrays.fill(times, cell * sensors, (cell + 1) * sensors, NONE);
        }
    }

    private long timeOf(long slot, int sensor) {
        int cell = cell(slot);
        return slotAt[cell] == slot ? times[cell * sensors + sensor] : NONE;
    }

    private void closeComplete(FrameSink sink) {
        while (lastClosed < newest) {
            int cell = cell(lastClosed + 1);
            if (slotAt[cell] != lastClosed + 1 || reported[cell] < sensors) {
                return;
            }
            closeUpTo(lastClosed + 1, sink);
        }
    }

    private void closeUpTo(long horizon, FrameSink sink) {
        for (long slot = lastClosed + 1; slot <= Math.min(horizon, newest); slot++) {
            int cell = cell(slot);
            if (slotAt[cell] == slot) {
                bridgeGap(slot, sink);
                frame.set(slot * period, values, cell * sensors);
                lastFrame = slot;
                sink.accept(frame);
            }
        }
        lastClosed = Math.max(lastClosed, horizon);
        newest = Math.max(newest, lastClosed);
    }

    private void bridgeGap(long slot, FrameSink sink) {
        if (lastFrame == NONE || slot - lastFrame - 1 > maxGapSlots) {
            return;
        }
        for (long missing = lastFrame + 1; missing < slot; missing++) {
            frame.setMissing(missing * period);
            sink.accept(frame);
        }
    }

    /** An upper bound of the bytes {@link #write} needs. */
    public int maxStateSize() {
        return 3 * Long.BYTES + Integer.BYTES + capacity * (Long.BYTES + sensors * (Long.BYTES + Double.BYTES));
    }

    /** Writes this assembler's state. */
    public void write(ByteBuffer out) {
        out.putLong(lastClosed).putLong(newest).putLong(lastFrame);
        int count = 0;
        for (long slot : slotAt) {
            count += slot != NONE ? 1 : 0;
        }
        out.putInt(count);
        for (int cell = 0; cell < capacity; cell++) {
            if (slotAt[cell] != NONE) {
                out.putLong(slotAt[cell]);
                for (int at = cell * sensors; at < (cell + 1) * sensors; at++) {
                    out.putLong(times[at]).putDouble(values[at]);
                }
            }
        }
    }

    /** Takes the state that {@link #write} left. */
    public void read(ByteBuffer in) {
        lastClosed = in.getLong();
        newest = in.getLong();
        lastFrame = in.getLong();
        Arrays.fill(slotAt, NONE);
        for (int count = in.getInt(); count > 0; count--) {
            long slot = in.getLong();
            int cell = cell(slot);
            claim(cell, slot);
            for (int at = cell * sensors; at < (cell + 1) * sensors; at++) {
                times[at] = in.getLong();
                values[at] = in.getDouble();
                reported[cell] += times[at] != NONE ? 1 : 0;
            }
        }
    }
}

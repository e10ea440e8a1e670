package io.bellwether.trainer.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All readings of one asset, in the order in which they came, and the times to leave out of training. */
public final class AssetReadings {
    private static final int INITIAL = 1024;

    private final String asset;
    private final Set<String> sources = new LinkedHashSet<>();
    private int size;
    private long[] times = new long[INITIAL]; // (readings) milliseconds since the epoch
    private int[] sensors = new int[INITIAL]; // (readings) index in the recording
    private double[] values = new double[INITIAL]; // (readings) NaN = missing
    private final List<Interval> anomalous = new ArrayList<>();
    private final List<Interval> leftOut = new ArrayList<>();
    private boolean inAnomaly;

    AssetReadings(String asset) {
        this.asset = asset;
    }

    public String asset() {
        return asset;
    }

    /** Where they come from: file names or a topic. */
    public String source() {
        return String.join(", ", sources);
    }

    void from(String source) {
        sources.add(source);
    }

    /** The number of readings. */
    public int size() {
        return size;
    }

    public long time(int reading) {
        return times[reading];
    }

    /** Index in the recording's sensors. */
    public int sensor(int reading) {
        return sensors[reading];
    }

    public double value(int reading) {
        return values[reading];
    }

    /** The times that are labelled anomalous. */
    public List<Interval> anomalous() {
        return List.copyOf(anomalous);
    }

    /** The times to leave out of training: those labelled anomalous, and others. */
    public List<Interval> leftOut() {
        List<Interval> all = new ArrayList<>(anomalous);
        all.addAll(leftOut);
        return List.copyOf(all);
    }

    void add(int sensor, long time, double value) {
        if (size == times.length) {
            int capacity = Math.addExact(size, size / 2);
            times = Arrays.copyOf(times, capacity);
            sensors = Arrays.copyOf(sensors, capacity);
            values = Arrays.copyOf(values, capacity);
        }
        times[size] = time;
        sensors[size] = sensor;
        values[size] = value;
        size++;
    }

    /** Marks a row as anomalous or not: a run of anomalous rows is left out from its first to its last. */
    void mark(long time, boolean anomalous) {
        if (anomalous) {
            int last = this.anomalous.size() - 1;
            if (inAnomaly) {
                this.anomalous.set(last, new Interval(this.anomalous.get(last).from(), time));
            } else {
                this.anomalous.add(new Interval(time, time));
            }
        }
        inAnomaly = anomalous;
    }

    /** Leaves out a stretch of time. */
    void leaveOut(Interval interval) {
        leftOut.add(interval);
    }
}

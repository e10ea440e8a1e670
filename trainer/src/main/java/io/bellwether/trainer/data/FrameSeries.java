package io.bellwether.trainer.data;

import io.bellwether.artifact.ModelFile;
import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Frame;
import io.bellwether.series.FrameAssembler;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The frames of one asset, cut as production cuts them, and which of them may be used for training. Immutable. */
public final class FrameSeries {
    private final String asset;
    private final String source;
    private final int sensors;
    private final long[] times; // (frames) start of the slot
    private final double[] values; // (frames, sensors) NaN = missing
    private final BitSet anomalous; // (frames)
    private final List<Stretch> stretches;

    /**
     * Usable frames without a gap: no frame of it is left out, and none is missing between two.
     *
     * @param from index of its first frame
     * @param to index after its last frame
     */
    public record Stretch(int from, int to) {
        /** The number of frames. */
        public int length() {
            return to - from;
        }
    }

    private FrameSeries(AssetReadings readings, int sensors, Collected frames, long period) {
        asset = readings.asset();
        source = readings.source();
        this.sensors = sensors;
        times = Arrays.copyOf(frames.times, frames.count);
        values = Arrays.copyOf(frames.values, frames.count * sensors);
        anomalous = touched(readings.anomalous(), period);
        stretches = stretches(touched(readings.leftOut(), period), period);
    }

    /**
     * Cuts the readings of one asset into frames.
     *
     * @param sensorOf (sensors of the recording) index in the feature spec, or a negative number for none
     */
    public static FrameSeries cut(
            AssetReadings readings, FeatureSpec spec, AssemblyPolicy policy, List<Integer> sensorOf) {
        FrameAssembler assembler = new FrameAssembler(spec, policy);
        Collected frames = new Collected(spec.size());
        for (int r = 0; r < readings.size(); r++) {
            int sensor = sensorOf.get(readings.sensor(r));
            if (sensor >= 0) {
                assembler.accept(sensor, readings.time(r), readings.value(r), frames::add);
            }
        }
        assembler.flush(frames::add);
        return new FrameSeries(readings, spec.size(), frames, spec.periodMillis());
    }

    /** The frames that any of the intervals touches. */
    private BitSet touched(List<Interval> intervals, long period) {
        List<Interval> ordered = new ArrayList<>(intervals);
        ordered.sort((a, b) -> Long.compare(a.from(), b.from()));
        BitSet touched = new BitSet();
        int next = 0;
        long coveredTo = Long.MIN_VALUE;
        for (int f = 0; f < times.length; f++) {
            long end = times[f] + period - 1;
            while (next < ordered.size() && ordered.get(next).from() <= end) {
                coveredTo = Math.max(coveredTo, ordered.get(next).to());
                next++;
            }
            touched.set(f, coveredTo >= times[f]);
        }
        return touched;
    }

    private List<Stretch> stretches(BitSet leftOut, long period) {
        List<Stretch> found = new ArrayList<>();
        int from = 0;
        for (int f = 0; f < times.length; f++) {
            boolean out = leftOut.get(f);
            boolean gap = f > 0 && times[f] - times[f - 1] != period;
            if ((out || gap) && from < f) {
                found.add(new Stretch(from, f));
                from = f;
            }
            from = out ? f + 1 : from;
        }
        if (from < times.length) {
            found.add(new Stretch(from, times.length));
        }
        return List.copyOf(found);
    }

    public String asset() {
        return asset;
    }

    /** Where the readings came from. */
    public String source() {
        return source;
    }

    public int sensors() {
        return sensors;
    }

    /** The number of frames, usable or not. */
    public int frames() {
        return times.length;
    }

    /** Start of a frame's slot, milliseconds since the epoch. */
    public long time(int frame) {
        return times[frame];
    }

    /** The value of one sensor; NaN where it is missing. */
    public double value(int frame, int sensor) {
        return values[frame * sensors + sensor];
    }

    /** Fills {@code frame}. */
    public void fill(int index, Frame frame) {
        frame.set(times[index], values, index * sensors);
    }

    /** Whether the frame is labelled anomalous. */
    public boolean isAnomalous(int frame) {
        return anomalous.get(frame);
    }

    /** Whether any frame is. */
    public boolean hasAnomalies() {
        return !anomalous.isEmpty();
    }

    /** The usable frames, in order of time. */
    public List<Stretch> stretches() {
        return stretches;
    }

    /**
     * The stretch that a part of it lies in.
     *
     * @throws IllegalArgumentException when it lies in none
     */
    public Stretch around(Stretch part) {
        return stretches.stream()
                .filter(stretch -> part.from() >= stretch.from() && part.from() < stretch.to())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(part + " is in none of the stretches"));
    }

    /** The number of usable frames. */
    public int usableFrames() {
        return stretches.stream().mapToInt(Stretch::length).sum();
    }

    /** The SHA-256 of the usable frames' times and values. */
    public String contentHash() {
        ByteBuffer bytes = ByteBuffer.allocate(usableFrames() * (1 + sensors) * Long.BYTES);
        for (Stretch stretch : stretches) {
            for (int f = stretch.from(); f < stretch.to(); f++) {
                bytes.putLong(times[f]);
                for (int s = 0; s < sensors; s++) {
                    bytes.putDouble(value(f, s));
                }
            }
        }
        return ModelFile.sha256(bytes.array());
    }

    private static final class Collected {
        private static final int INITIAL = 1024;
        private final int sensors;
        private int count;
        private long[] times = new long[INITIAL];
        private double[] values;

        Collected(int sensors) {
            this.sensors = sensors;
            values = new double[INITIAL * sensors];
        }

        void add(Frame frame) {
            if (count == times.length) {
                times = Arrays.copyOf(times, count + count / 2);
                values = Arrays.copyOf(values, times.length * sensors);
            }
            times[count] = frame.time();
            for (int s = 0; s < sensors; s++) {
                values[count * sensors + s] = frame.value(s);
            }
            count++;
        }
    }
}

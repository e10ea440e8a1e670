package io.bellwether.pipeline;

import io.bellwether.alerting.IncidentState;
import io.bellwether.scoring.Scorer;
import io.bellwether.series.FrameAssembler;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * All that one pipeline remembers of its asset: open slots, network memory, smoothed errors, incidents. Fits only the
 * pipeline that made it.
 */
public final class AssetState {
    static final long NEVER = Long.MIN_VALUE;

    final SensorLookup lookup;
    final FrameAssembler assembler;
    final AssetPipeline.Intake intake;
    final Scorer.State scorer;
    IncidentState incident = IncidentState.quiet();
    final long[] stuckSince; // (sensors) slot, NEVER = not stuck
    final long[] stuckPosition; // (sensors)
    long lastFrame = NEVER;
    long spokenUntil = NEVER; // frames up to here were told by the model before this one
    long position; // of the newest reading

    AssetState(FrameAssembler assembler, Scorer.State scorer, SensorLookup lookup, AssetPipeline pipeline) {
        int sensors = pipeline.features().size();
        this.lookup = lookup;
        this.assembler = assembler;
        this.intake = pipeline.new Intake(this);
        this.scorer = scorer;
        stuckSince = new long[sensors];
        stuckPosition = new long[sensors];
        Arrays.fill(stuckSince, NEVER);
    }

    /** Whether an incident is open. */
    public boolean isIncidentOpen() {
        return incident instanceof IncidentState.Firing;
    }

    /** How many incidents are open: an anomaly, and one for every stuck sensor. */
    int openIncidents() {
        int open = isIncidentOpen() ? 1 : 0;
        for (long since : stuckSince) {
            open += since == NEVER ? 0 : 1;
        }
        return open;
    }

    /** Whether a slot is waiting for more readings. */
    public boolean hasOpenSlots() {
        return assembler.hasOpenSlots();
    }

    /**
     * Takes over from the state of another model for the same asset: what it has told, and its open incidents.
     *
     * @param sensorInOther (sensors) where each sensor stands in the other model, -1 = nowhere
     */
    void takeOver(AssetState other, int[] sensorInOther) {
        incident = other.incident;
        spokenUntil = other.lastFrame;
        for (int s = 0; s < sensorInOther.length; s++) {
            int o = sensorInOther[s];
            stuckSince[s] = o < 0 ? NEVER : other.stuckSince[o];
            stuckPosition[s] = o < 0 ? 0 : other.stuckPosition[o];
            if (o >= 0) {
                scorer.takeOverStillness(s, other.scorer, o);
            }
        }
    }

    /** An upper bound of the bytes {@link #write} needs. */
    int maxSize() {
        return assembler.maxStateSize()
                + scorer.size()
                + IncidentState.MAX_STATE_SIZE
                + 2 * Long.BYTES * stuckSince.length
                + 3 * Long.BYTES;
    }

    void write(ByteBuffer out) {
        assembler.write(out);
        scorer.write(out);
        incident.write(out);
        for (int s = 0; s < stuckSince.length; s++) {
            out.putLong(stuckSince[s]).putLong(stuckPosition[s]);
        }
        out.putLong(lastFrame).putLong(spokenUntil).putLong(position);
    }

    void read(ByteBuffer in) {
        assembler.read(in);
        scorer.read(in);
        incident = IncidentState.read(in);
        for (int s = 0; s < stuckSince.length; s++) {
            stuckSince[s] = in.getLong();
            stuckPosition[s] = in.getLong();
        }
        lastFrame = in.getLong();
        spokenUntil = in.getLong();
        position = in.getLong();
    }
}

package io.bellwether.pipeline;

import io.bellwether.scoring.ModelRef;
import io.bellwether.series.Fate;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Reading;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The watch over one asset: a pipeline with its state, and while a new model warms up, that model's beside it. The new
 * one takes over between two frames, so every frame has one score and none is missing; open incidents go on under the
 * new model.
 */
public final class AssetWatch {
    /** Version of the binary form; raised whenever the layout changes. */
    private static final byte FORMAT = 2;

    private static final int SHA_BYTES = 32;
    private Running current;
    private @Nullable Running successor;

    /** Starts to watch an asset afresh. */
    public AssetWatch(AssetPipeline pipeline) {
        this(new Running(pipeline, pipeline.newState()), null);
    }

    private AssetWatch(Running current, @Nullable Running successor) {
        this.current = current;
        this.successor = successor;
    }

    /** The model whose word counts. */
    public ModelRef model() {
        return current.pipeline.model();
    }

    /** The model that warms up to take over, if any. */
    public Optional<ModelRef> successor() {
        return Optional.ofNullable(successor).map(running -> running.pipeline.model());
    }

    /** What the frames of the model hold whose word counts. */
    public FeatureSpec features() {
        return current.pipeline.features();
    }

    /** How many false alarms the model whose word counts may raise a day; 0 when no budget was asked for. */
    public double falseAlarmBudgetPerDay() {
        return current.pipeline.falseAlarmBudgetPerDay();
    }

    /** Whether an incident is open. */
    public boolean isIncidentOpen() {
        return current.state.isIncidentOpen();
    }

    /** How many incidents are open: an anomaly, and one for every stuck sensor. */
    public int openIncidents() {
        return current.state.openIncidents();
    }

    /** Whether a slot is waiting for more readings. */
    public boolean hasOpenSlots() {
        return current.state.hasOpenSlots();
    }

    /** Lets another model of the same asset warm up and then take over; one that is warming up already gives way to it. */
    public void succeedBy(AssetPipeline pipeline) {
        if (pipeline.model().equals(current.pipeline.model())) {
            successor = null;
        } else if (successor == null || !pipeline.model().equals(successor.pipeline.model())) {
            successor = new Running(pipeline, pipeline.newState());
        }
    }

    /** As {@link AssetPipeline#accept}. */
    public Fate accept(Reading reading, long position, PipelineOutput out) {
        Fate fate = current.pipeline.accept(reading, position, current.state, out);
        if (successor != null) {
            successor.pipeline.accept(reading, position, successor.state, PipelineOutput.NONE);
            handOver(successor, out);
        }
        return fate;
    }

    /** How long a slot may stay open for readings that are on their way, in milliseconds. */
    public long slotMillis() {
        return current.pipeline.slotMillis();
    }

    /** As {@link AssetPipeline#flush}. */
    public void flush(PipelineOutput out) {
        current.pipeline.flush(current.state, out);
        if (successor != null) {
            successor.pipeline.flush(successor.state, PipelineOutput.NONE);
            handOver(successor, out);
        }
    }

    private void handOver(Running next, PipelineOutput out) {
        if (!next.state.scorer.isSettled()) {
            return;
        }
        if (current.state.lastFrame < next.state.lastFrame) {
            current.pipeline.flush(
                    current.state, out); // it closes slots later: let it say what the other knows already
        }
        current.pipeline.handOverTo(next.pipeline, current.state, next.state, out);
        current = next;
        successor = null;
    }

    /** The binary form of this watch. */
    public byte[] toBytes() {
        return toBytes(ByteBuffer.allocate(maxSize()));
    }

    /** An upper bound of the length of the binary form. */
    public int maxSize() {
        return 2 + current.maxSize() + (successor == null ? 0 : successor.maxSize());
    }

    /** The binary form of this watch, written by way of a buffer of at least {@link #maxSize} bytes. */
    public byte[] toBytes(ByteBuffer out) {
        out.clear();
        out.put(FORMAT);
        current.write(out);
        out.put((byte) (successor == null ? 0 : 1));
        if (successor != null) {
            successor.write(out);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /**
     * The watch that {@link #toBytes} left.
     *
     * @param pipelines finds the asset's pipeline for a model's sha256; null when that model is not at hand any more
     * @return empty when the model whose word counted is not at hand: the asset has to be watched afresh
     * @throws IllegalArgumentException when the bytes are of another format version, or damaged
     */
    public static Optional<AssetWatch> fromBytes(byte[] bytes, Function<String, @Nullable AssetPipeline> pipelines) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            byte format = in.get();
            if (format != FORMAT) {
                throw new IllegalArgumentException(
                        "asset state has format version " + format + "; this program reads version " + FORMAT);
            }
            Running current = Running.read(in, pipelines);
            Running successor = in.get() == 0 ? null : Running.read(in, pipelines);
            return current == null ? Optional.empty() : Optional.of(new AssetWatch(current, successor));
        } catch (BufferUnderflowException damaged) {
            throw new IllegalArgumentException("asset state is truncated: " + bytes.length + " bytes", damaged);
        }
    }

    /** A pipeline and its state; on the wire: sha256 of the model (32), length of the state (int), the state. */
    private record Running(AssetPipeline pipeline, AssetState state) {
        int maxSize() {
            return SHA_BYTES + Integer.BYTES + state.maxSize();
        }

        void write(ByteBuffer out) {
            pipeline.writeSha256(out);
            int lengthAt = out.position();
            out.putInt(0);
            state.write(out);
            out.putInt(lengthAt, out.position() - lengthAt - Integer.BYTES);
        }

        static @Nullable Running read(ByteBuffer in, Function<String, @Nullable AssetPipeline> pipelines) {
            byte[] sha = new byte[SHA_BYTES];
            in.get(sha);
            int length = in.getInt();
            int end = in.position() + length;
            AssetPipeline pipeline = pipelines.apply(HexFormat.of().formatHex(sha));
            if (pipeline == null) {
                in.position(Math.min(end, in.limit()));
                return null;
            }
            AssetState state = pipeline.newState();
            state.read(in);
            if (in.position() != end) {
                throw new IllegalArgumentException("asset state holds " + length + " bytes, but its model "
                        + pipeline.model().name() + " reads " + (in.position() - end + length));
            }
            return new Running(pipeline, state);
        }
    }
}

package io.bellwether.detector.state;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.detector.models.ModelRegistry;
import io.bellwether.detector.models.ModelSnapshot;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetWatch;
import io.bellwether.scoring.ModelRef;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The assets of one task: live watches on the heap, their binary form in the store. {@link #store} must be called before
 * every commit, so that the store is never behind what has been committed.
 */
public final class AssetWatches {
    private static final Logger LOG = LoggerFactory.getLogger(AssetWatches.class);

    private final KeyValueStore<String, byte[]> store;
    private final int partition;
    private final ModelRegistry models;
    private final DetectorMetrics metrics;
    private final AssetBoard.Section board;
    private ByteBuffer scratch = ByteBuffer.allocate(0); // for all, as one is written at a time
    private final Map<String, Watched> live = new HashMap<>();
    private final List<Watched> changed = new ArrayList<>(); // since they were stored

    /** The watches of the task that reads {@code partition}. */
    public AssetWatches(
            KeyValueStore<String, byte[]> store,
            int partition,
            ModelRegistry models,
            DetectorMetrics metrics,
            AssetBoard.Section board) {
        this.store = store;
        this.partition = partition;
        this.models = models;
        this.metrics = metrics;
        this.board = board;
    }

    /**
     * Brings all watches in the store to life, so that open incidents are counted and open slots closed even of assets
     * from which nothing comes any more.
     */
    public void restoreAll(long now) {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                // What cannot be brought to life now is tried again at the asset's next reading: its model may be on
                // its way.
                restore(entry.key, entry.value).ifPresent(watch -> show(admit(entry.key, watch, now)));
            }
        }
    }

    /**
     * The watch over an asset from which a reading has come: live, or from the store, or a fresh one; with the model that
     * is to watch it now on its way in.
     *
     * @return empty when no model knows the asset
     */
    public Optional<Watched> find(String asset, long now) {
        Watched watched = live.get(asset);
        if (watched == null) {
            watched = bringToLife(asset, now);
            if (watched == null) {
                return Optional.empty();
            }
        }
        watched.heard(now);
        ModelSnapshot current = models.snapshot();
        if (!watched.hasConsidered(current)) {
            succeed(watched, current);
        }
        return Optional.of(watched);
    }

    /**
     * Takes notice that a watch has changed, and shows its status.
     *
     * @param before the model that watched before the record came
     */
    public void changed(Watched watched, ModelRef before) {
        if (watched.change()) {
            changed.add(watched);
        }
        if (!watched.watch().model().equals(before)) {
            metrics.handedOver();
            log("model took over", watched.asset(), watched.watch().model(), before);
        }
        show(watched);
    }

    /** Stores the watches that have changed since this was done before. */
    public void store() {
        for (Watched watched : changed) {
            int size = watched.watch().maxSize();
            if (scratch.capacity() < size) {
                scratch = ByteBuffer.allocate(size);
            }
            store.put(watched.asset(), watched.watch().toBytes(scratch));
            watched.stored();
        }
        changed.clear();
    }

    /** All live watches. */
    public Collection<Watched> all() {
        return live.values();
    }

    /** Takes the status of all assets down. What has changed can still be stored: a task is committed after its end. */
    public void close() {
        board.close();
        live.clear();
    }

    private @Nullable Watched bringToLife(String asset, long now) {
        byte[] stored = store.get(asset);
        if (stored != null) {
            Optional<AssetWatch> restored = restore(asset, stored);
            if (restored.isPresent()) {
                return admit(asset, restored.get(), now);
            }
        }
        Optional<ModelArtifact> model = models.snapshot().watcherOf(asset);
        if (stored != null) {
            metrics.stateReset();
            store.delete(asset);
            LOG.atWarn()
                    .setMessage("the asset's state does not fit any model at hand; it is watched afresh")
                    .addKeyValue("asset", asset)
                    .log();
        }
        return model.map(artifact -> admit(asset, new AssetWatch(new AssetPipeline(artifact, asset)), now))
                .orElse(null);
    }

    private Watched admit(String asset, AssetWatch watch, long now) {
        Watched watched = new Watched(asset, watch, now);
        live.put(asset, watched);
        return watched;
    }

    private Optional<AssetWatch> restore(String asset, byte[] stored) {
        ModelSnapshot current = models.snapshot();
        try {
            return AssetWatch.fromBytes(
                    stored,
                    sha256 -> current.bySha(sha256)
                            .filter(artifact -> artifact.profile(asset).isPresent())
                            .map(artifact -> new AssetPipeline(artifact, asset))
                            .orElse(null));
        } catch (IllegalArgumentException e) {
            LOG.atWarn()
                    .setMessage("cannot read the asset's state")
                    .addKeyValue("asset", asset)
                    .addKeyValue("why", e.getMessage())
                    .log();
            return Optional.empty();
        }
    }

    private void succeed(Watched watched, ModelSnapshot current) {
        watched.consider(current);
        AssetWatch watch = watched.watch();
        ModelRef before = watch.model();
        Optional<ModelRef> successorBefore = watch.successor();
        current.watcherOf(watched.asset()).ifPresent(model -> {
            if (!model.ref().equals(successorBefore.orElse(before))) {
                watch.succeedBy(new AssetPipeline(model, watched.asset()));
            }
        });
        watch.successor()
                .filter(next -> !successorBefore.equals(Optional.of(next)))
                .ifPresent(next -> log("model warms up to take over", watched.asset(), next, before));
    }

    private void show(Watched watched) {
        AssetWatch watch = watched.watch();
        AssetStatus status = new AssetStatus(
                watched.asset(),
                partition,
                watch.model(),
                watch.successor().orElse(null),
                watch.openIncidents(),
                watch.falseAlarmBudgetPerDay(),
                watched.lastScore());
        watched.show(board, status);
    }

    private static void log(String message, String asset, ModelRef next, ModelRef before) {
        LOG.atInfo()
                .setMessage(message)
                .addKeyValue("asset", asset)
                .addKeyValue("model", next.name())
                .addKeyValue("version", next.version())
                .addKeyValue("before", before.name() + " " + before.version())
                .log();
    }
}

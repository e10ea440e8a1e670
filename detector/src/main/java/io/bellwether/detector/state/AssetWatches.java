package io.bellwether.detector.state;

import io.bellwether.artifact.ModelArtifact;
import io.bellwether.detector.models.ModelRegistry;
import io.bellwether.detector.models.ModelSnapshot;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetWatch;
import io.bellwether.scoring.ModelRef;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The assets of one task: live watches on the heap, their binary form in the store. A watch is stored after every record,
 * so that the store is never behind what has been sent; the store's cache keeps that cheap.
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
     * Stores a watch and shows its status.
     *
     * @param before the model that watched before the record came
     */
    public void save(Watched watched, ModelRef before) {
        int size = watched.watch().maxSize();
        if (scratch.capacity() < size) {
            scratch = ByteBuffer.allocate(size);
        }
        store.put(watched.asset(), watched.watch().toBytes(scratch));
        if (!watched.watch().model().equals(before)) {
            metrics.handedOver();
            log("model took over", watched.asset(), watched.watch().model(), before);
        }
        show(watched);
    }

    /** All live watches. */
    public Collection<Watched> all() {
        return live.values();
    }

    /** Takes the status of all assets down. */
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

package io.bellwether.detector.models;

import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.ModelFile;
import io.bellwether.artifact.RefusedModelException;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.detector.ops.DetectorMetrics.ModelRefusal;
import io.bellwether.pipeline.AssetPipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models at hand. A new version of a model serves from the moment it is accepted; older versions are kept, so that
 * what was remembered under them can still be read. A model that is refused changes nothing.
 *
 * <p>A withdrawn model is no longer chosen for any asset. Assets it is watching stay with it until another model knows
 * them, or their task is restarted or moved; from then on they are unknown.
 *
 * <p>Safe to share between threads: readers take a {@link #snapshot()}.
 */
public final class ModelRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

    /** How many versions of a model are kept. */
    static final int KEPT_VERSIONS = 16;

    private final Map<String, String> assigned;
    private final DetectorMetrics metrics;
    private final Consumer<ModelArtifact> beforeServing;
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile ModelSnapshot snapshot;

    /** An empty registry; {@code assigned} says which model watches an asset where it is not the first that knows it. */
    public ModelRegistry(Map<String, String> assigned, DetectorMetrics metrics) {
        this(assigned, metrics, model -> {});
    }

    /** The same; {@code beforeServing} sees every model before it serves. */
    public ModelRegistry(Map<String, String> assigned, DetectorMetrics metrics, Consumer<ModelArtifact> beforeServing) {
        this.beforeServing = beforeServing;
        this.assigned = Map.copyOf(assigned);
        this.metrics = metrics;
        this.snapshot = new ModelSnapshot(new TreeMap<>(), this.assigned);
    }

    /** The models at hand now. */
    public ModelSnapshot snapshot() {
        return snapshot;
    }

    /** Waits until there is a model; false when there is none in time. */
    public boolean awaitFirst(Duration timeout) throws InterruptedException {
        return first.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Takes a model, or refuses it.
     *
     * @param name under which it was published; null when under none
     * @param file the artifact
     * @param origin where it was published, for the log
     * @return whether it serves now
     */
    public synchronized boolean offer(@Nullable String name, byte[] file, String origin) {
        if (name == null) {
            return refuse("(none)", origin, ModelRefusal.NO_NAME, "the record has no key; it must be the model's name");
        }
        ModelArtifact artifact;
        try {
            artifact = ModelFile.read(file);
        } catch (RefusedModelException e) {
            return refuse(name, origin, ModelRefusal.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // a model must never stop the detector
            return refuse(name, origin, ModelRefusal.UNREADABLE, e.toString());
        }
        if (!artifact.ref().name().equals(name)) {
            return refuse(
                    name,
                    origin,
                    ModelRefusal.OTHER_NAME,
                    "the artifact is named '" + artifact.ref().name() + "', but was published under another key");
        }
        try {
            for (AssetProfile profile : artifact.manifest().assets()) {
                new AssetPipeline(artifact, profile.asset()).newState();
            }
            beforeServing.accept(artifact);
        } catch (RuntimeException e) {
            return refuse(name, origin, ModelRefusal.UNUSABLE, String.valueOf(e.getMessage()));
        }
        accept(artifact, origin);
        return true;
    }

    /** Withdraws a model: it is chosen for no asset any more. */
    public synchronized void withdraw(String name, String origin) {
        SortedMap<String, List<ModelArtifact>> versions = new TreeMap<>(snapshot.versions());
        if (versions.remove(name) != null) {
            publish(versions);
            LOG.atInfo()
                    .setMessage("model withdrawn")
                    .addKeyValue("name", name)
                    .addKeyValue("origin", origin)
                    .log();
        }
    }

    private void accept(ModelArtifact artifact, String origin) {
        String name = artifact.ref().name();
        SortedMap<String, List<ModelArtifact>> versions = new TreeMap<>(snapshot.versions());
        List<ModelArtifact> all = new ArrayList<>(versions.getOrDefault(name, List.of()));
        all.removeIf(known -> known.ref().sha256().equals(artifact.ref().sha256()));
        all.add(artifact);
        versions.put(name, List.copyOf(all.subList(Math.max(0, all.size() - KEPT_VERSIONS), all.size())));
        publish(versions);
        metrics.modelLoaded(artifact.ref());
        first.countDown();
        LOG.atInfo()
                .setMessage("model loaded")
                .addKeyValue("name", name)
                .addKeyValue("version", artifact.ref().version())
                .addKeyValue("sha256", artifact.ref().sha256())
                .addKeyValue("kind", artifact.manifest().kinds())
                .addKeyValue("assets", artifact.manifest().assets().size())
                .addKeyValue("origin", origin)
                .log();
        tellAmbiguous(artifact);
    }

    private void publish(SortedMap<String, List<ModelArtifact>> versions) {
        ModelSnapshot next = new ModelSnapshot(versions, assigned);
        metrics.modelsServing(next.serving().stream().map(ModelArtifact::ref).toList());
        snapshot = next;
    }

    private void tellAmbiguous(ModelArtifact artifact) {
        for (AssetProfile profile : artifact.manifest().assets()) {
            String asset = profile.asset();
            List<String> candidates = snapshot.serving().stream()
                    .filter(model -> model.profile(asset).isPresent())
                    .map(model -> model.ref().name())
                    .toList();
            if (candidates.size() > 1 && !assigned.containsKey(asset)) {
                LOG.atWarn()
                        .setMessage("several models know this asset; the first in alphabetical order watches it, unless"
                                + " the key assets names another")
                        .addKeyValue("asset", asset)
                        .addKeyValue("models", candidates)
                        .log();
            }
        }
        assigned.forEach((asset, name) -> {
            if (name.equals(artifact.ref().name()) && artifact.profile(asset).isEmpty()) {
                LOG.atWarn()
                        .setMessage("the key assets gives this asset a model that does not know it: nobody watches it")
                        .addKeyValue("asset", asset)
                        .addKeyValue("model", name)
                        .log();
            }
        });
    }

    private boolean refuse(String name, String origin, ModelRefusal reason, String why) {
        metrics.modelRefused(reason);
        LOG.atWarn()
                .setMessage("model refused")
                .addKeyValue("name", name)
                .addKeyValue("reason", reason.label())
                .addKeyValue("why", why)
                .addKeyValue("origin", origin)
                .log();
        return false;
    }
}

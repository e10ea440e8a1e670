package io.bellwether.detector.models;

import io.bellwether.artifact.AssetProfile;
import io.bellwether.artifact.ModelArtifact;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The models at hand at one moment, and who watches what. Immutable. */
public final class ModelSnapshot {
    private final SortedMap<String, List<ModelArtifact>> versions; // by name; oldest first, the last one serves
    private final Map<String, ModelArtifact> bySha = new HashMap<>();
    private final Map<String, ModelArtifact> watcherOf = new HashMap<>();

    /**
     * @param versions by name, oldest first
     * @param assigned asset to model name, where it is not the first that knows the asset
     */
    ModelSnapshot(SortedMap<String, List<ModelArtifact>> versions, Map<String, String> assigned) {
        this.versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        versions.values()
                .forEach(all -> all.forEach(artifact -> bySha.put(artifact.ref().sha256(), artifact)));
        for (ModelArtifact artifact : serving()) {
            for (AssetProfile profile : artifact.manifest().assets()) {
                watcherOf.putIfAbsent(profile.asset(), artifact);
            }
        }
        assigned.forEach((asset, name) -> {
            watcherOf.remove(asset);
            newest(name)
                    .filter(artifact -> artifact.profile(asset).isPresent())
                    .ifPresent(artifact -> watcherOf.put(asset, artifact));
        });
    }

    /** The newest version of every model, by name. */
    public Collection<ModelArtifact> serving() {
        return versions.values().stream().map(all -> all.get(all.size() - 1)).toList();
    }

    /** The newest version of a model. */
    public Optional<ModelArtifact> newest(String name) {
        return Optional.ofNullable(versions.get(name)).map(all -> all.get(all.size() - 1));
    }

    /** The model that is to watch an asset; empty when none knows it. */
    public Optional<ModelArtifact> watcherOf(String asset) {
        return Optional.ofNullable(watcherOf.get(asset));
    }

    /** Any version still at hand, by its sha256. */
    public Optional<ModelArtifact> bySha(String sha256) {
        return Optional.ofNullable(bySha.get(sha256));
    }

    /** Whether there is no model at all. */
    public boolean isEmpty() {
        return versions.isEmpty();
    }

    SortedMap<String, List<ModelArtifact>> versions() {
        return versions;
    }
}

package io.bellwether.artifact;

import io.bellwether.network.Network;
import io.bellwether.scoring.Expectation;
import io.bellwether.scoring.ModelRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trained model, ready to run: manifest, networks, model card, and the sha256 of the file that holds them. Immutable. */
public final class ModelArtifact {
    private final Manifest manifest;
    private final List<Network> members;
    private final String modelCard;
    private final Expectation expectation;
    private final ModelRef ref;
    private final Map<String, AssetProfile> profiles = new HashMap<>();

    ModelArtifact(Manifest manifest, List<Network> members, String modelCard, String sha256) {
        this.manifest = manifest;
        this.members = List.copyOf(members);
        this.modelCard = modelCard;
        this.expectation = Expectation.of(members, manifest.ensemble().stride());
        this.ref = new ModelRef(manifest.identity().name(), manifest.identity().version(), sha256);
        manifest.assets().forEach(profile -> profiles.putIfAbsent(profile.asset(), profile));
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The networks of the ensemble. */
    public List<Network> members() {
        return members;
    }

    /** What the model is for and how it was made, for people; Markdown. */
    public String modelCard() {
        return modelCard;
    }

    /** What the ensemble expects. */
    public Expectation expectation() {
        return expectation;
    }

    /** Name, version and sha256. */
    public ModelRef ref() {
        return ref;
    }

    /** What it has learned of an asset; empty when it does not know it. */
    public Optional<AssetProfile> profile(String asset) {
        return Optional.ofNullable(profiles.get(asset));
    }
}

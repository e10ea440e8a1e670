package io.bellwether.artifact;

import io.bellwether.network.Network;
import io.bellwether.scoring.Expectation;
import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Scorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trained model, ready to run: manifest, networks, model card, and the sha256 of the file that holds them. Immutable. */
public final class ModelArtifact {
    private final Manifest manifest;
    private final List<List<Network>> networks;
    private final String modelCard;
    private final List<Scorer.Ensemble> ensembles;
    private final ModelRef ref;
    private final Map<String, AssetProfile> profiles = new HashMap<>();

    ModelArtifact(Manifest manifest, List<List<Network>> networks, String modelCard, String sha256) {
        this.manifest = manifest;
        this.networks = networks.stream().map(List::copyOf).toList();
        this.modelCard = modelCard;
        this.ensembles = ensembles(manifest, networks);
        this.ref = new ModelRef(manifest.identity().name(), manifest.identity().version(), sha256);
        manifest.assets().forEach(profile -> profiles.putIfAbsent(profile.asset(), profile));
    }

    public Manifest manifest() {
        return manifest;
    }

    /** (ensembles, members) */
    public List<List<Network>> networks() {
        return networks;
    }

    /** What the model is for and how it was made, for people; Markdown. */
    public String modelCard() {
        return modelCard;
    }

    /** Its ensembles, ready to score. */
    public List<Scorer.Ensemble> ensembles() {
        return ensembles;
    }

    private static List<Scorer.Ensemble> ensembles(Manifest manifest, List<List<Network>> networks) {
        List<Scorer.Ensemble> ensembles = new ArrayList<>();
        for (int e = 0; e < networks.size(); e++) {
            Manifest.Ensemble described = manifest.ensembles().get(e);
            Expectation expectation = Expectation.of(networks.get(e), described.stride());
            ensembles.add(new Scorer.Ensemble(expectation, described.smoothings()));
        }
        return List.copyOf(ensembles);
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

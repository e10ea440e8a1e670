package io.bellwether.benchmarks.quality;

import io.bellwether.alerting.AlertPolicy;
import io.bellwether.artifact.Manifest;
import io.bellwether.trainer.KnownNetworks;
import io.bellwether.trainer.Trained;
import io.bellwether.trainer.Trainer;
import io.bellwether.trainer.config.ConfigFile;
import io.bellwether.trainer.config.LayerPart;
import io.bellwether.trainer.config.TrainingConfig;
import io.bellwether.trainer.data.Recording;
import io.bellwether.trainer.evaluate.FrameOutput;
import io.bellwether.trainer.evaluate.LabelledSeries;
import io.bellwether.trainer.evaluate.Predictions;
import io.bellwether.trainer.fit.BpttEngine;
import io.bellwether.trainer.fit.Dl4jEngine;
import io.bellwether.trainer.fit.Engine;
import io.bellwether.trainer.fit.Progress;
import io.bellwether.trainer.threads.Workers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code bellwether train} makes of the training data, run by the production pipeline. */
final class Bellwether implements Detector {
    private static final Engine ENGINE = new BpttEngine(new Dl4jEngine());

    private final String kind;
    private final @Nullable String budget;
    private final Set<LayerPart> without;
    private final @Nullable AlertPolicy alerting;
    private final KnownNetworks known;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>(); // kinds -> trials

    private Bellwether(
            String kind,
            @Nullable String budget,
            Set<LayerPart> without,
            @Nullable AlertPolicy alerting,
            KnownNetworks known) {
        this.kind = kind;
        this.budget = budget;
        this.without = without;
        this.alerting = alerting;
        this.known = known;
    }

    /**
     * At its defaults.
     *
     * @throws IllegalArgumentException when there is no such kind
     */
    static Bellwether of(String kind, KnownNetworks known) {
        Bellwether bellwether = new Bellwether(kind, null, Set.of(), null, known);
        bellwether.config(0);
        return bellwether;
    }

    /** With a threshold for this budget. */
    Bellwether within(String allowed) {
        return new Bellwether(kind, allowed, without, alerting, known);
    }

    /** Without parts of what stands between error and score. */
    Bellwether without(Set<LayerPart> parts) {
        return new Bellwether(kind, budget, parts, alerting, known);
    }

    /** With incidents that open and close otherwise. */
    Bellwether alerting(AlertPolicy policy) {
        return new Bellwether(kind, budget, without, policy, known);
    }

    @Override
    public String name() {
        return "Bellwether " + kind;
    }

    /** As in {@code --kind}. */
    String kind() {
        return kind;
    }

    @Override
    public boolean isRandom() {
        return kind.contains("lstm") || kind.equals("auto");
    }

    @Override
    public List<LabelledSeries> judge(Trial trial, long seed) {
        Recording.Builder recording = new Recording.Builder();
        trial.training().table().addTo(recording, trial.training().rows());
        try (Workers own = new Workers(1)) {
            Trained model = new Trainer(ENGINE, own, Progress.none(), warning -> {}, known)
                    .train(recording.build(), config(seed), new Manifest.Identity("quality", "1.0.0", null));
            taken.merge(model.artifact().manifest().kinds(), 1, Integer::sum);
            return trial.tests().stream()
                    .map(test -> Predictions.of(test.table(), model.artifact(), own, FrameOutput.NONE, warning -> {})
                            .labelled(test.rows()))
                    .toList();
        }
    }

    private TrainingConfig config(long seed) {
        TrainingConfig usual = ConfigFile.empty()
                .with(new ConfigFile.Options(kind, seed, null, null, null, null, null, null, budget, Map.of()))
                .resolve();
        return new TrainingConfig(
                usual.seed(),
                usual.ensembles(),
                usual.contest(),
                usual.calibration().leavingOut(without),
                usual.frames(),
                alerting == null ? usual.alerting() : alerting,
                usual.telemetry());
    }

    /** What the models were made of, for people: {@code pca 3 times, z-score 1 times}. */
    String taken() {
        return new TreeMap<>(taken)
                .entrySet().stream()
                        .map(entry -> "`" + entry.getKey() + "` " + entry.getValue() + "x")
                        .collect(Collectors.joining(", "));
    }
}

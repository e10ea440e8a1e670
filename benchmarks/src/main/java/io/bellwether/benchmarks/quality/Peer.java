package io.bellwether.benchmarks.quality;

import io.bellwether.trainer.evaluate.LabelledSeries;
import java.util.List;

/** What could stand in Bellwether's place. */
final class Peer implements Detector {
    /** From (rows)(sensors) of training and test to what is said of the test. */
    @FunctionalInterface
    private interface Judgement {
        Verdicts of(double[][] training, double[][] test, long seed);
    }

    private final String name;
    private final boolean random;
    private final Judgement judgement;

    private Peer(String name, boolean random, Judgement judgement) {
        this.name = name;
        this.random = random;
        this.judgement = judgement;
    }

    private static Peer of(String name, boolean random, Scoring scoring, Decision decision) {
        return new Peer(name, random, (training, test, seed) -> decision.of(scoring.of(training, test, seed)));
    }

    /** All of them. */
    static List<Peer> all() {
        return List.of(
                of("RandomCutForest, frozen", true, Forests::frozen, Decision.PLAIN),
                of("RandomCutForest, frozen, our smoothing", true, Forests::frozen, Decision.LIKE_OURS),
                new Peer("ThresholdedRandomCutForest, learning on", true, Forests::learningOn),
                of("largest abs z, plain", false, Baselines::largest, Decision.PLAIN),
                of("PCA T2 and Q, plain", false, Baselines::principalComponents, Decision.PLAIN));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRandom() {
        return random;
    }

    @Override
    public List<LabelledSeries> judge(Trial trial, long seed) {
        Matrix scaled = new Matrix(trial.training());
        double[][] training = scaled.of(trial.training());
        return trial.tests().stream()
                .map(test -> judgement.of(training, scaled.of(test), seed).of(test))
                .toList();
    }
}

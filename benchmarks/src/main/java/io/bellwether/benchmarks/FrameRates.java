package io.bellwether.benchmarks;

import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.bellwether.alerting.Alert;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetState;
import io.bellwether.pipeline.PipelineOutput;
import io.bellwether.scoring.Score;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The same frames through the pipeline and through the random cut forest that users know from AWS, in one JVM. */
final class FrameRates {
    static final String PREDICTOR = "Bellwether, predictor";
    static final String AUTOENCODER = "Bellwether, autoencoder";
    static final String FOREST = "RandomCutForest 4.4.0";

    private static final int FRAMES = 64; // in one call of a contestant
    private static final int NOISE = 4096;

    private final int sensors;
    private final double[][] noise; // (frames)(sensors), taken in turn

    FrameRates(int sensors) {
        this.sensors = sensors;
        SplittableRandom random = new SplittableRandom(1);
        noise = new double[NOISE][];
        for (int f = 0; f < NOISE; f++) {
            noise[f] = random.doubles(sensors, -1, 1).toArray();
        }
    }

    /** Frames a second on one core. */
    Map<String, Double> measure(boolean quick) {
        Map<String, Rounds.Contestant> contestants = new LinkedHashMap<>();
        contestants.put(PREDICTOR, new Pipeline("predictor"));
        contestants.put(AUTOENCODER, new Pipeline("autoencoder"));
        contestants.put(FOREST, new Forest());
        Rounds rounds = quick
                ? new Rounds(Duration.ofSeconds(1), Duration.ofMillis(500), 3)
                : new Rounds(Duration.ofSeconds(5), Duration.ofSeconds(2), 3);
        Map<String, Double> rates = new LinkedHashMap<>();
        rounds.run(contestants).forEach((name, calls) -> rates.put(name, calls * FRAMES));
        return rates;
    }

    private final class Pipeline implements Rounds.Contestant, PipelineOutput {
        private final AssetPipeline pipeline;
        private final AssetState state;
        private final String[] names; // (sensors)
        private long second;
        private int scores;

        Pipeline(String kind) {
            pipeline = new AssetPipeline(RandomModel.of(RandomModel.shape(kind, sensors), 4), RandomModel.ASSET);
            state = pipeline.newState();
            names = pipeline.features().names().toArray(String[]::new);
        }

        @Override
        public void run() {
            int before = scores;
            for (int f = 0; f < FRAMES; f++, second++) {
                double[] frame = noise[(int) (second % NOISE)];
                for (int s = 0; s < sensors; s++) {
                    Reading reading = new Reading(RandomModel.ASSET, names[s], second * 1000, frame[s], Quality.GOOD);
                    pipeline.accept(reading, second, state, this);
                }
            }
            if (second > 2 * FRAMES && scores != before + FRAMES) {
                throw new IllegalStateException((scores - before) + " scores for " + FRAMES + " frames");
            }
        }

        @Override
        public void score(Score score, boolean alarm) {
            scores++;
        }

        @Override
        public void alert(Alert alert) {}
    }

    /** At its defaults: 50 trees of 256 samples, no shingle, one thread. */
    private final class Forest implements Rounds.Contestant {
        private final ThresholdedRandomCutForest forest = ThresholdedRandomCutForest.builder()
                .dimensions(sensors)
                .randomSeed(1)
                .build();
        private long second;

        @Override
        public void run() {
            for (int f = 0; f < FRAMES; f++, second++) {
                forest.process(noise[(int) (second % NOISE)], second * 1000);
            }
        }
    }
}

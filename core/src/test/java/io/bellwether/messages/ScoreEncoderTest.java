package io.bellwether.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.artifact.TinyModels;
import io.bellwether.network.NetworkShape;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetState;
import io.bellwether.pipeline.PipelineOutput;
import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import io.bellwether.series.Sensor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreEncoderTest {
    private static final long SEED = 20261120;
    private static final String ODD = "\"\\\n\u0001\u00e9\u20ac\ud83d\ude00";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void encode_anyScore_isWhatJacksonWrites(int sensors) {
        FeatureSpec features = new FeatureSpec(
                IntStream.range(0, sensors)
                        .mapToObj(s -> new Sensor("s" + s + ODD, s % 2 == 0 ? "" : ODD))
                        .toList(),
                Duration.ofSeconds(1));
        ModelRef ref = new ModelRef("tiny", "1.0.0-" + ODD, "ab12");
        String asset = "pump-" + ODD;
        ScoreEncoder encoder = new ScoreEncoder(asset, new ScoreEncoder.Model(features, ref));
        Compare compare = new Compare(encoder, asset, features, ref);

        score(sensors, compare);

        assertThat(compare.compared).isGreaterThan(200);
        assertThat(compare.warm).isGreaterThan(100);
    }

    private static void score(int sensors, PipelineOutput out) {
        NetworkShape shape = NetworkShape.predictor(sensors, List.of(4));
        AssetPipeline pipeline = new AssetPipeline(
                TinyModels.read(TinyModels.file(TinyModels.manifest(shape, 1, 20), 1)), TinyModels.ASSET);
        AssetState state = pipeline.newState();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int t = 0; t < 250; t++) {
            for (int s = 0; s < sensors; s++) {
                double noise = random.nextDouble(-1, 1) * (t > 150 ? 1e9 : 1);
                double value = t % 3 == 0 ? noise : Math.rint(noise * 1000) / 1000;
                Quality quality = random.nextInt(10) == 0 ? Quality.BAD : Quality.GOOD;
                pipeline.accept(new Reading(TinyModels.ASSET, "s" + s, t * 1000L + s, value, quality), t, state, out);
            }
        }
    }

    private static final class Compare implements PipelineOutput {
        private final ScoreEncoder encoder;
        private final String asset;
        private final FeatureSpec features;
        private final ModelRef ref;
        private int compared;
        private int warm;

        Compare(ScoreEncoder encoder, String asset, FeatureSpec features, ModelRef ref) {
            this.encoder = encoder;
            this.asset = asset;
            this.features = features;
            this.ref = ref;
        }

        @Override
        public void score(Score score, boolean alarm) {
            compared++;
            warm += score.warmingUp() ? 0 : 1;
            byte[] naive = MessageJson.write(ScoreMessage.of(asset, score, alarm, features, ref));
            assertThat(new String(encoder.encode(score, alarm), StandardCharsets.UTF_8))
                    .as("seed %d", SEED)
                    .isEqualTo(new String(naive, StandardCharsets.UTF_8));
        }

        @Override
        public void alert(Alert alert) {}
    }
}

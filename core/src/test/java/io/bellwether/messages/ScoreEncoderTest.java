package io.bellwether.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreEncoderTest {
    private static final long SEED = 20261120;
    private static final String ODD = "\"\\\n\u0001\u00e9\u20ac\ud83d\ude00";

    /** With 64 hex digits, as every model has. */
    private static final ModelRef REF = new ModelRef("tiny", "1.0.0-" + ODD, "00ff9a".repeat(10) + "abcd");

    private static final String ASSET = "pump-" + ODD;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 100})
    void encode_anyScoreInJson_isWhatJacksonWrites(int sensors) {
        FeatureSpec features = features(sensors);
        ScoreEncoder encoder = ScoreFormat.JSON.model(features, REF).of(ASSET);
        Compare compare = new Compare((score, alarm) -> {
            byte[] naive = MessageJson.write(ScoreMessage.of(ASSET, score, alarm, features, REF));
            assertThat(new String(encoder.encode(score, alarm), StandardCharsets.UTF_8))
                    .as("seed %d", SEED)
                    .isEqualTo(new String(naive, StandardCharsets.UTF_8));
        });

        score(sensors, compare);

        compare.assertScoresOfAllKinds();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 100})
    void encode_anyScoreInAvro_isReadByAvroAsTheSameMessageInJson(int sensors) {
        FeatureSpec features = features(sensors);
        ScoreEncoder json = ScoreFormat.JSON.model(features, REF).of(ASSET);
        ScoreEncoder avro = ScoreFormat.AVRO.model(features, REF).of(ASSET);
        BinaryMessageDecoder<GenericRecord> decoder = new BinaryMessageDecoder<>(GenericData.get(), AvroScores.SCHEMA);
        Compare compare = new Compare((score, alarm) -> {
            ScoreMessage told = MessageJson.read(json.encode(score, alarm), ScoreMessage.class);
            byte[] record = avro.encode(score, alarm);
            assertThat(AvroScores.message(decoder.decode(record)))
                    .as("seed %d", SEED)
                    .isEqualTo(told);
            assertThat(AvroScores.write(decoder.decode(record))).isEqualTo(record); // and nothing is left over
        });

        score(sensors, compare);

        compare.assertScoresOfAllKinds();
    }

    @Test
    void model_withoutASha256_isRefused() {
        ModelRef ref = new ModelRef("tiny", "1.0.0", "ab12");

        assertThatThrownBy(() -> ScoreFormat.AVRO.model(features(1), ref))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a SHA-256 has 64 hex digits, not 'ab12'");
    }

    private static FeatureSpec features(int sensors) {
        return new FeatureSpec(
                IntStream.range(0, sensors)
                        .mapToObj(s -> new Sensor("s" + s + ODD, s % 2 == 0 ? "" : ODD))
                        .toList(),
                Duration.ofSeconds(1));
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

    private interface Comparison {
        void hold(Score score, boolean alarm) throws IOException;
    }

    private static final class Compare implements PipelineOutput {
        private final Comparison comparison;
        private int warmingUp;
        private int warm;
        private int alarms;
        private int missing;

        Compare(Comparison comparison) {
            this.comparison = comparison;
        }

        @Override
        public void score(Score score, boolean alarm) {
            warmingUp += score.warmingUp() ? 1 : 0;
            warm += score.warmingUp() ? 0 : 1;
            alarms += alarm ? 1 : 0;
            missing += Double.isNaN(score.observed(0)) && !score.warmingUp() ? 1 : 0;
            try {
                comparison.hold(score, alarm);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void alert(Alert alert) {}

        void assertScoresOfAllKinds() {
            assertThat(warm).isGreaterThan(100);
            assertThat(List.of(warmingUp, alarms, missing)).allMatch(count -> count > 0);
        }
    }
}

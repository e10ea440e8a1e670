package io.bellwether.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.alerting.Alert;
import io.bellwether.alerting.Severity;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.artifact.TinyModels;
import io.bellwether.network.NetworkShape;
import io.bellwether.scoring.Score;
import io.bellwether.series.Fate;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetPipelineTest {
    private static final List<NetworkShape> SHAPES = List.of(TinyModels.predictor(), TinyModels.autoencoder());

    @Test
    void accept_steadyThenShifted_opensUpdatesAndClosesOneIncident() {
        for (NetworkShape shape : SHAPES) {
            AssetPipeline pipeline = new AssetPipeline(TinyModels.artifact(shape, 1), TinyModels.ASSET);
            AssetState state = pipeline.newState();
            Recorder out = new Recorder();
            for (int t = 0; t < 200; t++) {
                double shift = t >= 100 && t < 120 ? 15 : 0;
                row(pipeline, state, out, t, shift + wobble(t), wobble(t + 5));
            }

            assertThat(out.scores).hasSize(200);
            assertThat(out.alerts.get(0).phase()).isEqualTo(Alert.Phase.OPENED);
            Alert closed = out.alerts.get(out.alerts.size() - 1);
            assertThat(closed.phase()).isEqualTo(Alert.Phase.CLOSED);
            assertThat(closed.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(out.alerts)
                    .filteredOn(alert -> alert.phase() == Alert.Phase.UPDATED)
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(out.alerts)
                    .extracting(Alert::id)
                    .containsOnly(out.alerts.get(0).id());
            Alert opened = out.alerts.get(0);
            assertThat(opened.openedAt()).isBetween(100_000L, 105_000L);
            assertThat(opened.sensors().get(0).sensor()).isEqualTo("s0");
            assertThat(opened.sensors().get(0).observed()).isGreaterThan(10);
            assertThat(opened.sensors().get(0).counterfactual()).isLessThanOrEqualTo(opened.threshold());
            assertThat(opened.sensors().get(1).sensor()).isEqualTo("s1");
            assertThat(opened.sensors().get(1).counterfactual()).isEqualTo(opened.score());
            assertThat(opened.positions().opened()).isEqualTo(opened.openedAt() / 1000);
            assertThat(closed.openedAt()).isEqualTo(opened.openedAt());
            assertThat(state.isIncidentOpen()).isFalse();
        }
    }

    @Test
    void accept_sensorFrozen_opensAndClosesAStuckAlert() {
        ModelArtifact model = TinyModels.read(TinyModels.file(TinyModels.manifest(TinyModels.predictor(), 1, 10), 1));
        AssetPipeline pipeline = new AssetPipeline(model, TinyModels.ASSET);
        AssetState state = pipeline.newState();
        Recorder out = new Recorder();
        for (int t = 0; t < 100; t++) {
            row(pipeline, state, out, t, t >= 50 && t < 80 ? 0.25 : wobble(t), wobble(t + 5));
        }

        assertThat(out.alerts).extracting(Alert::type).containsExactly(Alert.Type.STUCK, Alert.Type.STUCK);
        assertThat(out.alerts).extracting(Alert::time).containsExactly(60_000L, 80_000L);
        assertThat(out.alerts.get(1).id()).isEqualTo(out.alerts.get(0).id());
        assertThat(out.alerts.get(0).sensors()).hasSize(1);
        assertThat(out.alerts.get(0).sensors().get(0).sensor()).isEqualTo("s0");
        assertThat(out.alerts.get(0).sensors().get(0).counterfactual()).isNaN();
    }

    @Test
    void accept_longGap_warmsUpAgain() {
        AssetPipeline pipeline = new AssetPipeline(TinyModels.artifact(TinyModels.autoencoder(), 1), TinyModels.ASSET);
        AssetState state = pipeline.newState();
        Recorder out = new Recorder();
        for (int t = 0; t < 20; t++) {
            row(pipeline, state, out, t, wobble(t), wobble(t + 5));
        }
        for (int t = 60; t < 80; t++) {
            row(pipeline, state, out, t, wobble(t), wobble(t + 5));
        }

        assertThat(out.scores)
                .filteredOn(Score::warmingUp)
                .extracting(Score::time)
                .containsExactly(0L, 1000L, 2000L, 3000L, 60_000L, 61_000L, 62_000L, 63_000L);
    }

    @Test
    void accept_badQuality_countsAsMissing() {
        AssetPipeline pipeline = new AssetPipeline(TinyModels.artifact(TinyModels.predictor(), 1), TinyModels.ASSET);
        AssetState state = pipeline.newState();
        Recorder out = new Recorder();
        pipeline.accept(new Reading(TinyModels.ASSET, "s0", 0, 1e6, Quality.BAD), 0, state, out);
        pipeline.accept(new Reading(TinyModels.ASSET, "s1", 0, 1, Quality.GOOD), 0, state, out);

        assertThat(out.scores).hasSize(1);
        assertThat(out.scores.get(0).observed(0)).isNaN();
        assertThat(out.scores.get(0).observed(1)).isEqualTo(1);
    }

    @Test
    void accept_unknownSensor_saysSo() {
        AssetPipeline pipeline = new AssetPipeline(TinyModels.artifact(TinyModels.predictor(), 1), TinyModels.ASSET);
        Reading reading = new Reading(TinyModels.ASSET, "nobody", 0, 1, Quality.GOOD);

        assertThat(pipeline.accept(reading, 0, pipeline.newState(), new Recorder()))
                .isEqualTo(Fate.UNKNOWN_SENSOR);
    }

    @Test
    void constructor_unknownAsset_isRefused() {
        ModelArtifact model = TinyModels.artifact(TinyModels.predictor(), 1);

        assertThatThrownBy(() -> new AssetPipeline(model, "pump-9"))
                .hasMessage("model 'tiny' does not know the asset 'pump-9'");
    }

    /** Killed and restored at any moment, a watch says what it would have said. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void watch_movedThroughBytesAtAnyMoment_saysTheSame(long seed) {
        for (NetworkShape shape : SHAPES) {
            ModelArtifact model = TinyModels.read(TinyModels.file(TinyModels.manifest(shape, 1, 12), seed));
            List<String> undisturbed = wander(model, seed, false);
            List<String> moved = wander(model, seed, true);

            assertThat(moved).as("seed %d", seed).isEqualTo(undisturbed).hasSizeGreaterThan(300);
        }
    }

    private static List<String> wander(ModelArtifact model, long seed, boolean move) {
        SplittableRandom random = new SplittableRandom(seed);
        AssetPipeline pipeline = new AssetPipeline(model, TinyModels.ASSET);
        AssetWatch watch = new AssetWatch(pipeline);
        Recorder out = new Recorder();
        long time = 0;
        for (int i = 0; i < 800; i++) {
            time += random.nextInt(40) == 0 ? 1000L * random.nextInt(20) : 500;
            double value = random.nextInt(30) == 0 ? Double.NaN : (i / 100 % 2) * 9 + random.nextDouble();
            String sensor = "s" + i % 2;
            long at = time - 1000L * random.nextInt(2);
            watch.accept(new Reading(TinyModels.ASSET, sensor, at, value, Quality.GOOD), i, out);
            if (move) {
                watch = AssetWatch.fromBytes(watch.toBytes(), sha -> pipeline).orElseThrow();
            }
        }
        watch.flush(out);
        return out.lines;
    }

    private static void row(AssetPipeline pipeline, AssetState state, Recorder out, long second, double a, double b) {
        for (int s = 0; s < 2; s++) {
            Reading reading = new Reading(TinyModels.ASSET, "s" + s, second * 1000, s == 0 ? a : b, Quality.GOOD);
            assertThat(pipeline.accept(reading, second, state, out)).isEqualTo(Fate.IN_FRAME);
        }
    }

    private static double wobble(int t) {
        return (t * 7919 % 13) / 26.0 - 0.25;
    }
}

package io.bellwether.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.alerting.Alert;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.TinyModels;
import io.bellwether.network.NetworkShape;
import io.bellwether.scoring.Score;
import io.bellwether.scoring.Smoothing;
import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.FeatureSpec;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import io.bellwether.series.Sensor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetWatchTest {
    private static final AssetPipeline OLD = pipeline(TinyModels.predictor(), 1);
    private static final AssetPipeline NEW = pipeline(TinyModels.predictor(), 2);
    private static final AssetPipeline NEWER = pipeline(TinyModels.autoencoder(), 3);

    private final Recorder out = new Recorder();
    private AssetWatch watch = new AssetWatch(OLD);

    @ParameterizedTest
    @CsvSource({"64, 1, 1603", "16, 4, 1603", "16, 1, 1219"})
    void toBytes_predictorOfEightSensors_isSmall(int hidden, int members, int bytes) {
        AssetWatch eight = new AssetWatch(new AssetPipeline(
                TinyModels.ensemble(NetworkShape.predictor(8, List.of(hidden)), members), TinyModels.ASSET));
        for (int t = 0; t < 100; t++) {
            for (int s = 0; s < 8; s++) {
                eight.accept(new Reading(TinyModels.ASSET, "s" + s, 1000L * t, t % 7, Quality.GOOD), t, out);
            }
        }

        assertThat(eight.maxSize()).isEqualTo(bytes).isLessThanOrEqualTo(4096);
        assertThat(eight.toBytes().length).isBetween(bytes - 50, bytes);
    }

    @Test
    void succeedBy_newModel_takesOverWhenWarmWithoutAGap() {
        rows(0, 50, 0);
        watch.succeedBy(NEW);
        rows(50, 95, 0); // 30 frames of warm-up, 15 for the moving average to settle
        assertThat(watch.model()).isEqualTo(OLD.model());
        assertThat(watch.successor()).contains(NEW.model());

        rows(95, 100, 0);

        assertThat(watch.model()).isEqualTo(NEW.model());
        assertThat(watch.successor()).isEmpty();
        assertThat(out.times()).containsExactlyElementsOf(seconds(100));
        assertThat(out.scores).filteredOn(Score::warmingUp).hasSize(30);
    }

    @Test
    void succeedBy_openIncident_goesOnUnderTheNewModel() {
        rows(0, 50, 0);
        watch.succeedBy(NEWER);
        rows(50, 70, 15);
        rows(70, 200, 0);

        assertThat(watch.model()).isEqualTo(NEWER.model());
        assertThat(out.alerts)
                .extracting(Alert::id)
                .containsOnly(out.alerts.get(0).id());
        assertThat(out.alerts.get(0).phase()).isEqualTo(Alert.Phase.OPENED);
        assertThat(out.alerts.get(out.alerts.size() - 1).phase()).isEqualTo(Alert.Phase.CLOSED);
        assertThat(out.alerts.get(out.alerts.size() - 1).model()).isEqualTo(NEWER.model());
    }

    @Test
    void succeedBy_modelThatClosesSlotsLaterOrEarlier_leavesNoGapAndNoTwin() {
        AssetPipeline later = pipeline(AssemblyPolicy.Closing.WHEN_ELAPSED, 4);
        for (List<AssetPipeline> pair : List.of(List.of(OLD, later), List.of(later, OLD))) {
            Recorder recorder = new Recorder();
            AssetWatch handed = new AssetWatch(pair.get(0));
            for (int t = 0; t < 100; t++) {
                if (t == 40) {
                    handed.succeedBy(pair.get(1));
                }
                row(handed, recorder, t, 0);
            }
            handed.flush(recorder);

            assertThat(handed.model()).isEqualTo(pair.get(1).model());
            assertThat(recorder.times()).containsExactlyElementsOf(seconds(100));
        }
    }

    @Test
    void succeedBy_sameModelAgain_changesNothing() {
        rows(0, 40, 0);
        watch.succeedBy(OLD);
        assertThat(watch.successor()).isEmpty();

        watch.succeedBy(NEW);
        rows(40, 60, 0);
        watch.succeedBy(NEW);
        rows(60, 86, 0);
        assertThat(watch.model()).isEqualTo(NEW.model());
    }

    @Test
    void succeedBy_thirdModelWhileSecondWarmsUp_winsInItsPlace() {
        rows(0, 40, 0);
        watch.succeedBy(NEW);
        rows(40, 50, 0);
        watch.succeedBy(NEWER);
        rows(50, 80, 0);

        assertThat(watch.model()).isEqualTo(NEWER.model());
        assertThat(out.times()).containsExactlyElementsOf(seconds(80));
    }

    @Test
    void fromBytes_duringAHandOver_goesOnWithBoth() {
        rows(0, 40, 0);
        watch.succeedBy(NEW);
        rows(40, 60, 0);

        watch = AssetWatch.fromBytes(watch.toBytes(), AssetWatchTest::find).orElseThrow();
        rows(60, 90, 0);

        assertThat(watch.model()).isEqualTo(NEW.model());
        assertThat(out.times()).containsExactlyElementsOf(seconds(90));
    }

    /** A successor that has not settled must not speak, nor may its incidents, which nobody has heard of, become real. */
    @Test
    void fromBytes_modelThatSpokeGone_hasToBeginAfresh() {
        rows(0, 40, 0);
        watch.succeedBy(NEW);
        rows(40, 60, 0);
        byte[] both = watch.toBytes();

        assertThat(AssetWatch.fromBytes(both, sha -> null)).isEmpty();
        assertThat(AssetWatch.fromBytes(both, sha -> sha.equals(NEW.model().sha256()) ? NEW : null))
                .isEmpty();
        assertThat(AssetWatch.fromBytes(both, sha -> sha.equals(OLD.model().sha256()) ? OLD : null))
                .hasValueSatisfying(left -> assertThat(left.successor()).isEmpty());
    }

    /** With slow smoothing the first frames of a new model say little: an incident must not close for that. */
    @Test
    void succeedBy_slowSmoothingDuringAnIncident_neitherClosesNorReopensIt() {
        AssetPipeline slow = pipeline(slow("1.0.0", "s1"), 1);
        AssetPipeline slowToo = pipeline(slow("2.0.0", "s1"), 2);
        watch = new AssetWatch(slow);
        rows(0, 40, 0);
        rows(40, 200, 4.5); // a ratio of about 2
        watch.succeedBy(slowToo);
        rows(200, 400, 4.5);

        assertThat(watch.model()).isEqualTo(slowToo.model());
        assertThat(out.alerts).extracting(Alert::phase).containsExactly(Alert.Phase.OPENED);
        rows(400, 700, 0);
        assertThat(out.alerts).extracting(Alert::phase).containsExactly(Alert.Phase.OPENED, Alert.Phase.CLOSED);
        assertThat(out.alerts)
                .extracting(Alert::id)
                .containsOnly(out.alerts.get(0).id());
    }

    @Test
    void succeedBy_stuckSensor_staysStuckUnderTheNewModelEvenWithOtherUnits() {
        watch = new AssetWatch(pipeline(stuck("bar"), 1));
        rows(0, 40, 0);
        frozen(40, 80);
        watch.succeedBy(pipeline(stuck("psi"), 2));
        frozen(80, 200);
        rows(200, 210, 0);

        assertThat(out.alerts)
                .filteredOn(alert -> alert.type() == Alert.Type.STUCK)
                .extracting(Alert::phase)
                .containsExactly(Alert.Phase.OPENED, Alert.Phase.CLOSED);
        assertThat(out.alerts)
                .filteredOn(alert -> alert.type() == Alert.Type.STUCK)
                .extracting(Alert::time)
                .containsExactly(64_000L, 200_000L);
    }

    @Test
    void succeedBy_modelWithoutTheStuckSensor_closesItsAlert() {
        watch = new AssetWatch(pipeline(stuck("bar"), 1));
        rows(0, 40, 0);
        frozen(40, 80);
        watch.succeedBy(pipeline(slow("2.0.0", "other"), 2));
        frozen(80, 300);

        assertThat(out.alerts)
                .filteredOn(alert -> alert.type() == Alert.Type.STUCK)
                .extracting(Alert::phase)
                .containsExactly(Alert.Phase.OPENED, Alert.Phase.CLOSED);
    }

    @Test
    void fromBytes_damaged_isRefused() {
        byte[] bytes = watch.toBytes();
        byte[] otherFormat = bytes.clone();
        otherFormat[0] = 99;

        assertThatThrownBy(() -> AssetWatch.fromBytes(otherFormat, AssetWatchTest::find))
                .hasMessage("asset state has format version 99; this program reads version 2");
        assertThatThrownBy(() -> AssetWatch.fromBytes(Arrays.copyOf(bytes, bytes.length / 2), AssetWatchTest::find))
                .hasMessageContaining("truncated");
        assertThatThrownBy(() -> AssetWatch.fromBytes(bytes, sha -> NEWER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void rows(int from, int to, double shift) {
        for (int t = from; t < to; t++) {
            row(watch, out, t, shift);
        }
    }

    private static void row(AssetWatch watch, Recorder out, int t, double shift) {
        for (int s = 0; s < 2; s++) {
            double value = (t * 7919 % 13) / 26.0 - 0.25 + (s == 0 ? shift : 0);
            watch.accept(new Reading(TinyModels.ASSET, "s" + s, t * 1000L, value, Quality.GOOD), t, out);
        }
    }

    private void frozen(int from, int to) {
        for (int t = from; t < to; t++) {
            for (int s = 0; s < 2; s++) {
                double value = s == 1 ? 0.125 : (t * 7919 % 13) / 26.0 - 0.25;
                watch.accept(new Reading(TinyModels.ASSET, "s" + s, t * 1000L, value, Quality.GOOD), t, out);
            }
        }
    }

    private static Manifest stuck(String unit) {
        Manifest tiny = TinyModels.manifest(TinyModels.predictor(), 1, 24);
        FeatureSpec features = new FeatureSpec(
                List.of(new Sensor("s0", unit), new Sensor("s1", unit)),
                tiny.features().samplePeriod());
        return with(tiny, tiny.identity(), features, tiny.ensembles().get(0));
    }

    private static Manifest slow(String version, String secondSensor) {
        Manifest tiny = TinyModels.manifest(TinyModels.predictor(), 1, 0);
        FeatureSpec features = new FeatureSpec(
                List.of(new Sensor("s0", "bar"), new Sensor(secondSensor, "bar")),
                tiny.features().samplePeriod());
        return with(
                tiny,
                new Manifest.Identity("tiny", version, null),
                features,
                new Manifest.Ensemble(
                        tiny.ensembles().get(0).shape(),
                        2,
                        1,
                        List.of(new Smoothing(0.05, 0.02), new Smoothing(1, 0))));
    }

    private static Manifest with(
            Manifest from, Manifest.Identity identity, FeatureSpec features, Manifest.Ensemble ensemble) {
        return new Manifest(
                identity,
                features,
                from.assembly(),
                List.of(ensemble),
                from.alerting(),
                from.assets(),
                from.training(),
                from.evaluation());
    }

    private static AssetPipeline pipeline(Manifest manifest, long seed) {
        return new AssetPipeline(TinyModels.read(TinyModels.file(manifest, seed)), TinyModels.ASSET);
    }

    private static AssetPipeline find(String sha) {
        return Map.of(
                        OLD.model().sha256(),
                        OLD,
                        NEW.model().sha256(),
                        NEW,
                        NEWER.model().sha256(),
                        NEWER)
                .get(sha);
    }

    private static AssetPipeline pipeline(NetworkShape shape, long seed) {
        return new AssetPipeline(TinyModels.artifact(shape, seed), TinyModels.ASSET);
    }

    private static AssetPipeline pipeline(AssemblyPolicy.Closing closing, long seed) {
        Manifest tiny = TinyModels.manifest(TinyModels.predictor(), 1, 0);
        AssemblyPolicy policy =
                new AssemblyPolicy(closing, Duration.ofSeconds(3), Duration.ZERO, Duration.ofSeconds(9));
        Manifest manifest = new Manifest(
                tiny.identity(),
                tiny.features(),
                policy,
                tiny.ensembles(),
                tiny.alerting(),
                tiny.assets(),
                tiny.training(),
                tiny.evaluation());
        return new AssetPipeline(TinyModels.read(TinyModels.file(manifest, seed)), TinyModels.ASSET);
    }

    private static List<Long> seconds(int count) {
        return LongStream.range(0, count).map(t -> t * 1000).boxed().toList();
    }
}

package io.bellwether.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.alerting.Alert;
import io.bellwether.artifact.Manifest;
import io.bellwether.artifact.TinyModels;
import io.bellwether.network.NetworkShape;
import io.bellwether.scoring.Score;
import io.bellwether.series.AssemblyPolicy;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AssetWatchTest {
    private static final AssetPipeline OLD = pipeline(TinyModels.predictor(), 1);
    private static final AssetPipeline NEW = pipeline(TinyModels.predictor(), 2);
    private static final AssetPipeline NEWER = pipeline(TinyModels.autoencoder(), 3);

    private final Recorder out = new Recorder();
    private AssetWatch watch = new AssetWatch(OLD);

    @Test
    void succeedBy_newModel_takesOverWhenWarmWithoutAGap() {
        rows(0, 50, 0);
        watch.succeedBy(NEW);
        rows(50, 80, 0);
        assertThat(watch.model()).isEqualTo(OLD.model());
        assertThat(watch.successor()).contains(NEW.model());

        rows(80, 100, 0);

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
        rows(60, 71, 0);
        assertThat(watch.model()).isEqualTo(NEW.model());
    }

    @Test
    void succeedBy_thirdModelWhileSecondWarmsUp_winsInItsPlace() {
        rows(0, 40, 0);
        watch.succeedBy(NEW);
        rows(40, 50, 0);
        watch.succeedBy(NEWER);
        rows(50, 60, 0);

        assertThat(watch.model()).isEqualTo(NEWER.model());
        assertThat(out.times()).containsExactlyElementsOf(seconds(60));
    }

    @Test
    void fromBytes_duringAHandOver_goesOnWithBoth() {
        rows(0, 40, 0);
        watch.succeedBy(NEW);
        rows(40, 60, 0);

        watch = AssetWatch.fromBytes(watch.toBytes(), AssetWatchTest::find).orElseThrow();
        rows(60, 80, 0);

        assertThat(watch.model()).isEqualTo(NEW.model());
        assertThat(out.times()).containsExactlyElementsOf(seconds(80));
    }

    @Test
    void fromBytes_oldModelGone_goesOnWithTheSuccessorOrSaysThereIsNone() {
        rows(0, 40, 0);
        byte[] alone = watch.toBytes();
        watch.succeedBy(NEW);
        rows(40, 60, 0);
        byte[] both = watch.toBytes();

        assertThat(AssetWatch.fromBytes(alone, sha -> null)).isEmpty();
        assertThat(AssetWatch.fromBytes(both, sha -> sha.equals(NEW.model().sha256()) ? NEW : null))
                .hasValueSatisfying(left -> assertThat(left.model()).isEqualTo(NEW.model()));
    }

    @Test
    void fromBytes_damaged_isRefused() {
        byte[] bytes = watch.toBytes();
        byte[] otherFormat = bytes.clone();
        otherFormat[0] = 99;

        assertThatThrownBy(() -> AssetWatch.fromBytes(otherFormat, AssetWatchTest::find))
                .hasMessage("asset state has format version 99; this program reads version 1");
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
                tiny.ensemble(),
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

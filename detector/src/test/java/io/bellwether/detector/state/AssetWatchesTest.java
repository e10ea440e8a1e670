package io.bellwether.detector.state;

import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.alerting.Alert;
import io.bellwether.artifact.ModelArtifact;
import io.bellwether.detector.TinyModels;
import io.bellwether.detector.models.ModelRegistry;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.pipeline.AssetPipeline;
import io.bellwether.pipeline.AssetWatch;
import io.bellwether.pipeline.PipelineOutput;
import io.bellwether.scoring.Score;
import io.bellwether.series.Quality;
import io.bellwether.series.Reading;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssetWatchesTest {
    private static final PipelineOutput UNHEARD = new PipelineOutput() {
        @Override
        public void score(Score score, boolean alarm) {}

        @Override
        public void alert(Alert alert) {}
    };

    private final byte[] file = TinyModels.file("tiny", "1.0.0", 1);
    private final AssetBoard board = new AssetBoard();
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("s"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
    }

    private AssetWatches watches(ModelRegistry models) {
        return new AssetWatches(store, 3, models, DetectorMetrics.none(), board.open());
    }

    private ModelRegistry models(byte[]... files) {
        ModelRegistry models = new ModelRegistry(Map.of(), DetectorMetrics.none());
        for (byte[] one : files) {
            models.offer("tiny", one, "test");
        }
        return models;
    }

    @Test
    void restoreAll_openIncidentInTheStore_isOnTheBoardBeforeAnyReading() {
        store.put(PUMP, alarmed());
        AssetWatches watches = watches(models(file));

        watches.restoreAll(0);

        assertThat(board.watched()).isEqualTo(1);
        assertThat(board.openIncidents()).isEqualTo(1);
        assertThat(board.all().get(0).partition()).isEqualTo(3);
    }

    @Test
    void close_taskMovesAway_itsAssetsLeaveTheBoard() {
        store.put(PUMP, alarmed());
        AssetWatches watches = watches(models(file));
        watches.restoreAll(0);

        watches.close();

        assertThat(board.watched()).isZero();
        assertThat(board.openIncidents()).isZero();
    }

    @Test
    void restoreAll_modelComesOnlyAfterwards_theStateIsKeptForIt() {
        byte[] state = alarmed();
        store.put(PUMP, state);
        ModelRegistry models = models();
        AssetWatches watches = watches(models);
        watches.restoreAll(0);
        assertThat(board.watched()).isZero();

        models.offer("tiny", file, "test");

        assertThat(watches.find(PUMP, 0).orElseThrow().watch().toBytes()).isEqualTo(state);
    }

    @Test
    void find_unknownAsset_isEmptyAndLeavesNoTrace() {
        AssetWatches watches = watches(models(file));

        assertThat(watches.find("toaster", 0)).isEmpty();
        assertThat(store.get("toaster")).isNull();
        assertThat(board.watched()).isZero();
    }

    private byte[] alarmed() {
        ModelArtifact artifact = TinyModels.read(file);
        AssetWatch watch = new AssetWatch(new AssetPipeline(artifact, PUMP));
        for (int second = 0; !watch.isIncidentOpen(); second++) {
            for (String sensor : TinyModels.SENSORS) {
                watch.accept(new Reading(PUMP, sensor, second * 1000L, 15, Quality.GOOD), second, UNHEARD);
            }
        }
        return watch.toBytes();
    }
}

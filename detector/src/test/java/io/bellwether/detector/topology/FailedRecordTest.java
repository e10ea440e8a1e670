package io.bellwether.detector.topology;

import static io.bellwether.detector.TinyModels.PUMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.detector.TinyModels;
import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.config.StoreKind;
import io.bellwether.detector.models.ModelRegistry;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.detector.state.AssetBoard;
import io.bellwether.detector.state.BeforeCommit;
import io.bellwether.detector.state.WatchStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task that fails is closed dirty: its offsets stay, but its store is still asked to write its cache out. */
class FailedRecordTest {
    private final BeforeCommit beforeCommit = new BeforeCommit();
    private final KeyValueStore<String, byte[]> store = WatchStore.builder(StoreKind.MEMORY, beforeCommit)
            .withCachingDisabled()
            .withLoggingDisabled()
            .build();
    private final Output<byte[], byte[]> context = new Output<>();
    private final TelemetryProcessor processor = processor();

    private TelemetryProcessor processor() {
        DetectorConfig config = Bench.config(Map.of());
        ModelRegistry models = new ModelRegistry(config.watching().assets(), DetectorMetrics.none());
        models.offer("tiny", TinyModels.file("tiny", "1.0.0", 1), "test");
        Surroundings around =
                new Surroundings(models, DetectorMetrics.none(), new AssetBoard(), () -> true, () -> 0, 1 << 20);
        return new TelemetryProcessor(config, around, beforeCommit);
    }

    @BeforeEach
    void open() {
        context.setCurrentSystemTimeMs(0);
        context.setRecordMetadata("telemetry", 0, 0);
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        processor.init(context);
    }

    @Test
    void process_outputFails_noStateIsStoredAfterwards() {
        readBoth(0);
        writeCacheOut();
        byte[] committed = store.get(PUMP);
        assertThat(committed).isNotNull();
        readBoth(1);
        context.broken = true;

        assertThatThrownBy(() -> readBoth(2)).hasMessage("broken");
        writeCacheOut();

        assertThat(store.get(PUMP)).isEqualTo(committed);
    }

    @Test
    void punctuate_outputFails_noStateIsStoredAfterwards() {
        Punctuator check = context.scheduledPunctuators().get(0).getPunctuator();
        read("{\"ts\":\"2026-01-01T00:00:00Z\",\"flow\":1}");
        context.broken = true;

        assertThatThrownBy(() -> {
                    for (long second = 1; second < 600; second++) {
                        check.punctuate(1000 * second);
                    }
                })
                .hasMessage("broken");
        writeCacheOut();

        assertThat(store.get(PUMP)).isNull();
    }

    private void readBoth(int second) {
        read(new String(Bench.wide(Bench.START.plusSeconds(second), 0, 0), StandardCharsets.UTF_8));
    }

    private void read(String json) {
        long time = Instant.parse("2026-01-01T00:01:00Z").toEpochMilli();
        processor.process(
                new Record<>(PUMP.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8), time));
    }

    private void writeCacheOut() {
        ((CachedStateStore<?, ?>) store).flushCache();
    }

    private static final class Output<A, B> extends MockProcessorContext<A, B> {
        private boolean broken;

        @Override
        public <K extends A, V extends B> void forward(Record<K, V> record, String childName) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
        }
    }
}

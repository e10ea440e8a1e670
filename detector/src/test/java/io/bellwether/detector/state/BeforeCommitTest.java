package io.bellwether.detector.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bellwether.detector.config.StoreKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BeforeCommitTest {
    private static final String CHANGELOG = WatchStore.changelog("test");

    private final BeforeCommit beforeCommit = new BeforeCommit();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void call_recordIsCommitted_whatIsPutThenIsInTheChangelog(StoreKind kind) {
        List<String> seen = new ArrayList<>();
        Topology topology = new Topology()
                .addSource("in", new StringDeserializer(), new StringDeserializer(), "telemetry")
                .addProcessor("keep", () -> new Late(beforeCommit, seen), "in")
                .addStateStore(WatchStore.builder(kind, beforeCommit), "keep");
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());

        try (TopologyTestDriver driver = new TopologyTestDriver(topology, settings)) {
            driver.createInputTopic("telemetry", new StringSerializer(), new StringSerializer())
                    .pipeInput("pump-1", "x");

            assertThat(driver.createOutputTopic(
                                    CHANGELOG,
                                    new StringDeserializer(),
                                    Serdes.ByteArray().deserializer())
                            .readKeyValuesToMap())
                    .containsOnlyKeys("pump-1");
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void call_taskIsRevived_whatWasToBeCalledBeforeIsNot() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        KeyValueStore<String, byte[]> store = WatchStore.builder(StoreKind.MEMORY, beforeCommit)
                .withCachingDisabled()
                .withLoggingDisabled()
                .build();
        AtomicInteger calls = new AtomicInteger();
        store.init(context.getStateStoreContext(), store);
        beforeCommit.call(context.taskId(), calls::incrementAndGet);
        ((CachedStateStore<?, ?>) store).flushCache();
        assertThat(calls).hasValue(1);

        store.init(context.getStateStoreContext(), store);
        ((CachedStateStore<?, ?>) store).flushCache();

        assertThat(calls).hasValue(1);
    }

    @Test
    void call_taskWithoutStore_isRefused() {
        assertThatThrownBy(() -> beforeCommit.call(new TaskId(0, 1), () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0_1");
    }

    /** Puts what it has seen into the store only when it is told that a commit is near. */
    private static final class Late implements Processor<String, String, Void, Void> {
        private final BeforeCommit beforeCommit;
        private final List<String> seen;

        Late(BeforeCommit beforeCommit, List<String> seen) {
            this.beforeCommit = beforeCommit;
            this.seen = seen;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            KeyValueStore<String, byte[]> store = context.getStateStore(WatchStore.NAME);
            beforeCommit.call(context.taskId(), () -> {
                seen.forEach(key -> store.put(key, new byte[] {1}));
                seen.clear();
            });
        }

        @Override
        public void process(Record<String, String> record) {
            seen.add(record.key());
        }
    }
}

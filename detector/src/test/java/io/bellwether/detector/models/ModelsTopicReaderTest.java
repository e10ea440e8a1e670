package io.bellwether.detector.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bellwether.detector.TinyModels;
import io.bellwether.detector.ops.DetectorMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ModelsTopicReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("models", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final ModelRegistry registry = new ModelRegistry(Map.of(), DetectorMetrics.none());
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private ModelsTopicReader reader(long end) {
        Node node = new Node(0, "localhost", 1);
        consumer.updatePartitions(
                "models", List.of(new PartitionInfo("models", 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return new ModelsTopicReader(consumer, "models", registry, (thread, fault) -> failure.set(fault));
    }

    @Test
    void start_modelsOnTheTopic_allAreOfferedBeforeItHasCaughtUp() throws Exception {
        ModelsTopicReader reader = reader(3);
        consumer.schedulePollTask(() -> {
            consumer.addRecord(record(0, "tiny", TinyModels.file("tiny", "1.0.0", 1)));
            consumer.addRecord(record(1, "broken", new byte[] {1, 2, 3}));
            consumer.addRecord(record(2, "tiny", TinyModels.file("tiny", "1.1.0", 2)));
        });
        reader.start();

        reader.caughtUp().get(10, TimeUnit.SECONDS);

        assertThat(registry.snapshot().newest("tiny").orElseThrow().ref().version())
                .isEqualTo("1.1.0");
        assertThat(registry.snapshot().newest("broken")).isEmpty();
        reader.close();
    }

    @Test
    void start_emptyTopic_hasCaughtUpAndGoesOnReading() throws Exception {
        ModelsTopicReader reader = reader(0);
        reader.start();
        reader.caughtUp().get(10, TimeUnit.SECONDS);

        consumer.schedulePollTask(() -> consumer.addRecord(record(0, "tiny", TinyModels.file("tiny", "1.0.0", 1))));
        await().until(() -> registry.snapshot().newest("tiny").isPresent());
        consumer.schedulePollTask(() -> consumer.addRecord(record(1, "tiny", null)));
        await().until(() -> registry.snapshot().isEmpty());

        reader.close();
        assertThat(consumer.closed()).isTrue();
        assertThat(failure).hasNullValue();
    }

    @Test
    void start_readingFails_isTold() {
        ModelsTopicReader reader = reader(1);
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("no")));
        reader.start();

        assertThatThrownBy(() -> reader.caughtUp().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("no");
        await().untilAsserted(() -> assertThat(failure.get()).hasMessage("no"));
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, String name, byte[] file) {
        return new ConsumerRecord<>("models", 0, offset, name.getBytes(StandardCharsets.UTF_8), file);
    }
}

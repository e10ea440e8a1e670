package io.bellwether.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.models.ModelRegistry;
import io.bellwether.detector.ops.DetectorMetrics;
import io.bellwether.detector.state.AssetBoard;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.junit.jupiter.api.Test;

class DetectorTopologyTest {
    @Test
    void topology_isOneStepWithNoTopicInBetween() throws Exception {
        DetectorConfig config = DetectorConfig.of(Map.of("topics.prefix", "p."));
        Surroundings around = new Surroundings(
                new ModelRegistry(Map.of(), DetectorMetrics.none()),
                DetectorMetrics.none(),
                new AssetBoard(),
                () -> true,
                () -> 0,
                1_000_000);

        Topology topology = DetectorTopology.build(config, around);

        assertThat(topology.describe().toString()).isEqualTo("""
                        Topologies:
                           Sub-topology: 0
                            Source: telemetry (topics: [p.telemetry])
                              --> watch
                            Processor: watch (stores: [asset-watches])
                              --> alerts, dead-letters, scores
                              <-- telemetry
                            Sink: alerts (topic: p.alerts)
                              <-- watch
                            Sink: dead-letters (topic: p.dead-letters)
                              <-- watch
                            Sink: scores (topic: p.scores)
                              <-- watch

                        """);
    }

    @Test
    void settings_areOursUnlessHandedThrough() throws Exception {
        Properties settings = StreamsSettings.of(DetectorConfig.of(Map.of(
                "threads", "3",
                "commit-interval", "20ms",
                "kafka.producer.linger.ms", "0",
                "kafka.consumer.max.poll.records", "7",
                "kafka.security.protocol", "SASL_SSL",
                "kafka.some.thing.new", "x")));

        assertThat(settings)
                .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
                .containsEntry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "3")
                .containsEntry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "20")
                .containsEntry("consumer.auto.offset.reset", "earliest")
                .containsEntry("consumer.max.poll.records", "7")
                .containsEntry("producer.linger.ms", "0")
                .containsEntry("producer.compression.type", "lz4")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("some.thing.new", "x");
        TopologyConfig checked = new TopologyConfig(new StreamsConfig(settings));
        assertThat(checked.ensureExplicitInternalResourceNaming).isTrue();
        assertThat(checked.eosEnabled).isTrue();
    }
}

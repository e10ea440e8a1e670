package io.bellwether.detector.topology;

import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.config.Topics;
import io.bellwether.detector.state.BeforeCommit;
import io.bellwether.detector.state.WatchStore;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;

/**
 * The topology: one source, one processor with the store of the assets' states, three sinks, and no topic in between. All
 * records of an asset must lie in one partition of the telemetry topic.
 */
public final class DetectorTopology {
    static final String TELEMETRY = "telemetry";
    static final String WATCH = "watch";
    static final String SCORES = "scores";
    static final String ALERTS = "alerts";
    static final String DEAD_LETTERS = "dead-letters";

    private DetectorTopology() {}

    /** Builds the topology; has no effect besides. */
    public static Topology build(DetectorConfig config, Surroundings around) {
        Topics topics = config.topics();
        Serializer<byte[]> out = new ByteArraySerializer();
        BeforeCommit beforeCommit = new BeforeCommit();
        return new Topology()
                .addSource(new RecordTime(), TELEMETRY, topics.telemetry()) // bytes: the default in StreamsSettings
                .addProcessor(WATCH, () -> new TelemetryProcessor(config, around, beforeCommit), TELEMETRY)
                .addStateStore(WatchStore.builder(config.processing().stateStore(), beforeCommit), WATCH)
                .addSink(SCORES, topics.scores(), out, out, WATCH)
                .addSink(ALERTS, topics.alerts(), out, out, WATCH)
                .addSink(DEAD_LETTERS, topics.deadLetters(), out, out, WATCH);
    }
}

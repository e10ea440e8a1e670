package io.bellwether.detector.config;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to reach the cluster.
 *
 * @param bootstrapServers host:port, comma separated
 * @param startupTimeout until the cluster must have answered
 * @param createTopics whether missing output topics are created
 * @param kafka Kafka's own settings
 */
public record Connection(
        @Setting(value = "Kafka brokers to begin with: `host:port`, comma separated.", fallback = "localhost:9092")
        String bootstrapServers,

        @Setting(
                value =
                        "How long the cluster may take to answer at the start before the detector gives up (exit code 4).",
                fallback = "10s")
        Duration startupTimeout,

        @Setting(
                value =
                        "Create the scores, alerts, dead-letters and models topics when they are missing. The telemetry topic"
                                + " is never created.",
                fallback = "true")
        boolean createTopics,

        @Setting("Settings handed to Kafka Streams and its clients untouched, under Kafka's own names and prefixes:"
                + " `kafka.security.protocol`, `kafka.consumer.max.poll.records`, `kafka.producer.linger.ms`,"
                + " `kafka.admin.retries`.")
        Map<String, String> kafka) {

    private static final Map<String, String> OURS = Map.of(
            "bootstrap.servers", "bootstrap-servers",
            "application.id", "application-id",
            "processing.guarantee", "guarantee",
            "num.stream.threads", "threads",
            "commit.interval.ms", "commit-interval",
            "state.dir", "state-dir");

    public Connection {
        kafka = Collections.unmodifiableMap(new TreeMap<>(kafka));
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrap-servers must not be empty: give host:port");
        }
        if (startupTimeout.isNegative() || startupTimeout.isZero()) {
            throw new IllegalArgumentException("startup-timeout must be greater than 0s");
        }
        for (String key : kafka.keySet()) {
            if (OURS.containsKey(key)) {
                throw new IllegalArgumentException("kafka." + key + " is set by the key " + OURS.get(key));
            }
        }
    }
}

package io.bellwether.detector.topology;

import io.bellwether.detector.config.DetectorConfig;
import io.bellwether.detector.config.Processing;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' settings: ours first, then what the configuration hands through. */
public final class StreamsSettings {
    private static final int LARGEST_REQUEST = 16 << 20;

    private StreamsSettings() {}

    /** All settings. */
    public static Properties of(DetectorConfig config) {
        Processing processing = config.processing();
        Properties settings = new Properties();
        settings.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG, processing.applicationId(),
                StreamsConfig.CLIENT_ID_CONFIG, processing.applicationId(),
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.connection().bootstrapServers(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                        processing.guarantee().label(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG, String.valueOf(processing.threads()),
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                        String.valueOf(processing.commitInterval().toMillis()),
                StreamsConfig.STATE_DIR_CONFIG, processing.stateDir(),
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true"));
        settings.putAll(Map.of(
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class.getName(),
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                Serdes.ByteArraySerde.class.getName(),
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                "15000",
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest",
                StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG),
                "5",
                StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
                "lz4",
                // Every batch compresses for itself, with buffers of its own: many small ones cost more than the
                // network.
                StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG),
                String.valueOf(128 << 10),
                // What the topics take is their own affair; a dead letter may be as long as the record it holds.
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                String.valueOf(LARGEST_REQUEST)));
        settings.putAll(config.connection().kafka());
        return settings;
    }
}

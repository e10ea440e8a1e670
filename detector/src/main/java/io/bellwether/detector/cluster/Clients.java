package io.bellwether.detector.cluster;

import io.bellwether.detector.config.ConfigException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;

/** The clients besides Kafka Streams, with the same settings as its own. */
public final class Clients {
    private final StreamsConfig settings;
    private final String bootstrap;

    /**
     * Clients for these settings of Kafka Streams.
     *
     * @throws ConfigException when Kafka does not accept them
     */
    public Clients(Properties streamsSettings) throws ConfigException {
        bootstrap = streamsSettings.getProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG);
        try {
            settings = new StreamsConfig(streamsSettings);
        } catch (KafkaException e) {
            throw new ConfigException("Kafka refuses its settings: " + e.getMessage(), e);
        }
    }

    /** Kafka Streams' settings, checked. */
    public StreamsConfig settings() {
        return settings;
    }

    /** An admin client. */
    public Admin admin() throws ConfigException, ClusterException {
        Map<String, Object> config = settings.getAdminConfigs(clientId("admin"));
        try {
            return Admin.create(config);
        } catch (KafkaException e) {
            throw explain(e);
        }
    }

    /** A consumer without a group, that sees committed records only. */
    public Consumer<byte[], byte[]> reader() throws ConfigException, ClusterException {
        Map<String, Object> config = new HashMap<>(settings.getGlobalConsumerConfigs(clientId("models")));
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw explain(e);
        }
    }

    private String clientId(String purpose) {
        return settings.getString(StreamsConfig.CLIENT_ID_CONFIG) + "-" + purpose;
    }

    /** Clients fail at once on settings they cannot use, and on host names that nobody knows. */
    private ClusterException explain(KafkaException e) throws ConfigException {
        if (KafkaFaults.isClusters(e)) {
            return new ClusterException("Kafka is unreachable at " + bootstrap + ": unknown host", e);
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        throw new ConfigException("Kafka refuses its settings: " + cause.getMessage(), e);
    }
}

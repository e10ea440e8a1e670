package io.bellwether.detector.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * All that can be set. Read from a YAML file, then environment variables, then the command line; the later wins.
 *
 * @param connection how to reach the cluster
 * @param topics their names
 * @param telemetry where the readings stand in the records
 * @param scores which of them are sent, and how
 * @param watching who watches what
 * @param processing how Kafka Streams works
 * @param admin the HTTP server for metrics and health
 * @param metrics what the metrics tell
 */
public record DetectorConfig(
        Connection connection,
        @Setting("Topics") Topics topics,
        @Setting("Telemetry records") Telemetry telemetry,
        @Setting("Scores") Scores scores,
        Watching watching,
        Processing processing,
        @Setting("Metrics, health, API") Admin admin,
        @Setting("Metrics") Metrics metrics) {

    /**
     * Reads the configuration.
     *
     * @param file YAML; none: the defaults
     * @param environment {@code BELLWETHER_...} variables count
     * @param overrides keys and values that win over all else
     * @throws ConfigException when a key is unknown or a value cannot be used
     */
    public static DetectorConfig load(
            Optional<Path> file, Map<String, String> environment, Map<String, String> overrides)
            throws ConfigException {
        ConfigSchema schema = ConfigSchema.of(DetectorConfig.class);
        RawConfig raw = new RawConfig(schema);
        if (file.isPresent()) {
            raw.addFile(file.get());
        }
        raw.addEnvironment(environment);
        raw.addOverrides(overrides);
        return schema.bind(DetectorConfig.class, raw);
    }

    /** Nothing but these keys and the defaults. */
    public static DetectorConfig of(Map<String, String> overrides) throws ConfigException {
        return load(Optional.empty(), Map.of(), overrides);
    }
}

package io.bellwether.demo.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a broker.
 *
 * @param dir where its data and log go; it stays there when the broker is closed. Empty: a temporary folder that goes
 *     with the broker
 * @param properties added to the server's properties; they win
 * @param classPath must hold {@code org.apache.kafka:kafka_2.13} and this package
 * @param maxHeapMegabytes of the child process
 * @param startTimeout until the broker must have answered
 */
public record BrokerOptions(
        Optional<Path> dir,
        Map<String, String> properties,
        String classPath,
        int maxHeapMegabytes,
        Duration startTimeout) {

    public BrokerOptions {
        properties = Map.copyOf(properties);
        if (maxHeapMegabytes < 128) {
            throw new IllegalArgumentException("a broker needs at least 128 MB of heap, not " + maxHeapMegabytes);
        }
    }

    /** A temporary folder, this process's class path, 512 MB, one minute. */
    public static BrokerOptions defaults() {
        return new BrokerOptions(
                Optional.empty(), Map.of(), System.getProperty("java.class.path"), 512, Duration.ofMinutes(1));
    }

    public BrokerOptions withDir(Path newDir) {
        return new BrokerOptions(Optional.of(newDir), properties, classPath, maxHeapMegabytes, startTimeout);
    }

    public BrokerOptions withProperty(String key, String value) {
        Map<String, String> more = new HashMap<>(properties);
        more.put(key, value);
        return new BrokerOptions(dir, more, classPath, maxHeapMegabytes, startTimeout);
    }

    public BrokerOptions withClassPath(String newClassPath) {
        return new BrokerOptions(dir, properties, newClassPath, maxHeapMegabytes, startTimeout);
    }

    public BrokerOptions withMaxHeapMegabytes(int megabytes) {
        return new BrokerOptions(dir, properties, classPath, megabytes, startTimeout);
    }

    public BrokerOptions withStartTimeout(Duration timeout) {
        return new BrokerOptions(dir, properties, classPath, maxHeapMegabytes, timeout);
    }
}

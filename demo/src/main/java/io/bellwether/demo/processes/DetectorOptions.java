package io.bellwether.demo.processes;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How to start a detector.
 *
 * @param dir where its configuration, log and local state go
 * @param config keys of its configuration, dotted
 * @param maxHeapMegabytes of the child process
 */
public record DetectorOptions(Path dir, Map<String, String> config, int maxHeapMegabytes) {
    private static final int HEAP = 384;

    public DetectorOptions {
        dir = dir.toAbsolutePath();
        config = Map.copyOf(config);
    }

    /** A detector on these topics, its admin server on a free port. */
    public static DetectorOptions of(Path dir, String bootstrap, String topicPrefix) {
        return new DetectorOptions(
                dir,
                Map.of(
                        "bootstrap-servers",
                        bootstrap,
                        "topics.prefix",
                        topicPrefix,
                        "admin.port",
                        "0",
                        "state-dir",
                        dir.toAbsolutePath().resolve("state").toString()),
                HEAP);
    }

    /** The same with one more key. */
    public DetectorOptions with(String key, String value) {
        Map<String, String> more = new TreeMap<>(config);
        more.put(key, value);
        return new DetectorOptions(dir, more, maxHeapMegabytes);
    }

    Path configFile() {
        return dir.resolve("detector.yaml");
    }

    Path log() {
        return dir.resolve("detector.log");
    }

    /** Every value is quoted: YAML knows too many sorts of plain words. */
    String yaml() {
        return new TreeMap<>(config)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ": '" + entry.getValue().replace("'", "''") + "'\n")
                        .collect(Collectors.joining());
    }
}

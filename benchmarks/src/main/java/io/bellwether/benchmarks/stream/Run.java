package io.bellwether.benchmarks.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One subject at work between two topics.
 *
 * @param subject what works
 * @param models the topic with the detector's models; baselines do not read it
 * @param telemetry the topic it reads
 * @param guarantee as in the detector's configuration
 * @param threads stream threads
 * @param more further keys of the configuration
 * @param id name of the run, and of its consumer group; no two have the same
 */
public record Run(
        Subject subject,
        String models,
        String telemetry,
        String guarantee,
        int threads,
        Map<String, String> more,
        String id) {

    String prefix() {
        return id + ".";
    }

    String output() {
        return prefix() + "scores";
    }

    String changelog() {
        return id + "-asset-watches-changelog";
    }

    List<String> topics() {
        return List.of(output(), prefix() + "alerts", prefix() + "dead-letters", changelog());
    }

    List<String> settings(Stage stage) {
        List<String> settings = new ArrayList<>(List.of(
                "bootstrap-servers=" + stage.bootstrap(),
                "topics.prefix=" + prefix(),
                "topics.telemetry=" + telemetry,
                "topics.models=" + models,
                "application-id=" + id,
                "guarantee=" + guarantee,
                "threads=" + threads,
                "state-dir=" + stage.folder().resolve(id),
                "admin.port=0"));
        more.forEach((key, value) -> settings.add(key + "=" + value));
        return settings;
    }

    /** Makes the topics that it writes, and that the detector would make with the broker's defaults. */
    void createTopics(Stage stage) {
        topics().stream()
                .filter(topic -> !topic.equals(changelog()))
                .forEach(topic -> stage.createTopic(topic, Stage.PARTITIONS));
    }
}

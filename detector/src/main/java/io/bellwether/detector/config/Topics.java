package io.bellwether.detector.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The topics' names; an empty one is made of the prefix.
 *
 * @param prefix of the names that are not given
 * @param telemetry readings in
 * @param scores the verdict on every frame out
 * @param alerts what happens to incidents out
 * @param deadLetters records that could not be used out
 * @param models model artifacts in
 */
public record Topics(
        @Setting(value = "Begins the names of all topics that are not named themselves.", fallback = "bellwether.")
        String prefix,

        @Setting(
                value = "Input: readings, keyed by the asset's id (all records of an asset must lie in one partition).",
                shown = "<prefix>telemetry")
        String telemetry,

        @Setting(value = "Output: the verdict on every frame.", shown = "<prefix>scores")
        String scores,

        @Setting(value = "Output: incidents opened, updated, closed.", shown = "<prefix>alerts")
        String alerts,

        @Setting(value = "Output: records that could not be used, with the reason.", shown = "<prefix>dead-letters")
        String deadLetters,

        @Setting(value = "Input: model files, keyed by the model's name; compacted.", shown = "<prefix>models")
        String models) {

    public Topics {
        telemetry = telemetry.isEmpty() ? prefix + "telemetry" : telemetry;
        scores = scores.isEmpty() ? prefix + "scores" : scores;
        alerts = alerts.isEmpty() ? prefix + "alerts" : alerts;
        deadLetters = deadLetters.isEmpty() ? prefix + "dead-letters" : deadLetters;
        models = models.isEmpty() ? prefix + "models" : models;
        Set<String> seen = new HashSet<>();
        for (String topic : List.of(telemetry, scores, alerts, deadLetters, models)) {
            if (!topic.matches("[A-Za-z0-9._-]{1,249}") || topic.equals(".") || topic.equals("..")) {
                throw new IllegalArgumentException("topics: '" + topic
                        + "' is no topic name: use 1 to 249 letters, digits, dots, dashes and underscores");
            }
            if (!seen.add(topic)) {
                throw new IllegalArgumentException("topics: '" + topic + "' is named twice");
            }
        }
    }
}

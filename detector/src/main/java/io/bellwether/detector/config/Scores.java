package io.bellwether.detector.config;

import io.bellwether.messages.ScoreFormat;

/**
 * What is sent to the scores topic.
 *
 * @param publish which frames' scores
 * @param format how the records are written
 */
public record Scores(
        @Setting(
                value =
                        "Which scores are sent: `all`; `alarms`: those above the threshold, and those of frames after"
                                + " which an incident or a stuck sensor is open; a whole number N: every Nth frame of an asset, those"
                                + " whose time is a multiple of N sample periods since the epoch. Alerts and metrics always know all.",
                fallback = "all")
        ScoreSelection publish,

        @Setting(
                value =
                        "How they are written: `json`, or `avro`: Avro's single-object encoding (C3 01, the schema's fingerprint,"
                                + " the record) of [score.avsc](../core/src/main/resources/io/bellwether/messages/score.avsc). Both"
                                + " tell the same numbers. Alerts and dead letters stay as they are.",
                fallback = "json")
        ScoreFormat format) {}

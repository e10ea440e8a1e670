package io.bellwether.detector.config;

/**
 * What is sent to the scores topic.
 *
 * @param publish which frames' scores
 */
public record Scores(
        @Setting(
                value =
                        "Which scores are sent: `all`; `alarms`: those above the threshold, and those of frames after"
                                + " which an incident or a stuck sensor is open; a whole number N: every Nth frame of an asset, those"
                                + " whose time is a multiple of N sample periods since the epoch. Alerts and metrics always know all.",
                fallback = "all")
        ScoreSelection publish) {}

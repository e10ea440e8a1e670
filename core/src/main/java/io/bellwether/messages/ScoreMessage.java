package io.bellwether.messages;

import io.bellwether.scoring.Evidence;
import io.bellwether.scoring.ModelRef;
import io.bellwether.scoring.Score;
import io.bellwether.series.FeatureSpec;
import java.util.List;

/**
 * A record of the scores topic.
 *
 * @param asset the machine
 * @param ts slot of the frame, ISO 8601
 * @param score 0 or more
 * @param threshold it is to be held against
 * @param warmingUp whether the score does not count yet
 * @param alarm whether an incident is open
 * @param sensors those that contribute most
 * @param model which model said it
 */
public record ScoreMessage(
        String asset,
        String ts,
        double score,
        double threshold,
        boolean warmingUp,
        boolean alarm,
        List<Evidence> sensors,
        ModelRef model) {

    /** How many sensors a score names. */
    public static final int SENSORS = 3;

    /** The message for one score. */
    public static ScoreMessage of(String asset, Score score, boolean alarm, FeatureSpec features, ModelRef model) {
        return new ScoreMessage(
                asset,
                EventTime.format(score.time()),
                score.toldValue(),
                score.threshold(),
                score.warmingUp(),
                alarm,
                score.warmingUp() ? List.of() : score.top(SENSORS, features.sensors()),
                model);
    }
}

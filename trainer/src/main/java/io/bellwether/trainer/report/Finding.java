package io.bellwether.trainer.report;

import io.bellwether.scoring.Evidence;
import io.bellwether.scoring.Score;
import io.bellwether.series.Sensor;
import java.util.List;

/**
 * A score, and the sensors that it is to be put down to.
 *
 * @param time slot of the frame, milliseconds since the epoch
 * @param ratio score over threshold
 * @param sensors the largest contribution first
 */
record Finding(long time, double score, double ratio, List<Evidence> sensors) {
    private static final int SENSORS = 3;

    static Finding of(Score score, List<Sensor> sensors) {
        return new Finding(score.time(), score.value(), score.ratio(), score.top(SENSORS, sensors));
    }
}

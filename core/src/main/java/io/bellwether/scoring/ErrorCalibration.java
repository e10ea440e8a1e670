package io.bellwether.scoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is normal for the errors of one ensemble on one asset, averaged in one way; learned on data its networks had not
 * seen.
 *
 * @param centre (sensors) mean of the averaged scaled error
 * @param spread (sensors) of the averaged scaled error about its centre, in the sensor's standard deviations; greater than
 *     zero
 * @param whitening of the voting sensors; null when they are judged one by one only
 * @param scale what makes its score as rare as an equal score of the model's first; greater than zero
 */
public record ErrorCalibration(
        List<Double> centre, List<Double> spread, @Nullable Whitening whitening, double scale) {
    public ErrorCalibration {
        centre = List.copyOf(centre);
        spread = List.copyOf(spread);
        if (centre.size() != spread.size()) {
            throw new IllegalArgumentException(
                    "errors are calibrated with " + centre.size() + " centres and " + spread.size() + " spreads");
        }
        for (int s = 0; s < centre.size(); s++) {
            if (!(spread.get(s) > 0) || !Double.isFinite(spread.get(s)) || !Double.isFinite(centre.get(s))) {
                throw new IllegalArgumentException(
                        "a sensor's error has centre " + centre.get(s) + " and spread " + spread.get(s));
            }
        }
        if (!(scale > 0) || !Double.isFinite(scale)) {
            throw new IllegalArgumentException("the scale of a score must be greater than zero, not " + scale);
        }
    }
}

package io.bellwether.scoring;

import java.util.List;

/**
 * What is normal for the errors of one ensemble on one asset.
 *
 * @param errors one for each way in which the ensemble's errors are averaged, in that order
 */
public record EnsembleCalibration(List<ErrorCalibration> errors) {
    public EnsembleCalibration {
        errors = List.copyOf(errors);
    }
}

package io.bellwether.artifact;

import io.bellwether.scoring.Calibration;
import io.bellwether.scoring.Scaler;
import java.util.List;
import java.util.Objects;

/**
 * What a model has learned of one asset beside the shared network.
 *
 * @param asset its id
 * @param mean (sensors) of the training data, in the sensor's unit
 * @param sd (sensors) standard deviation of the training data, in the sensor's unit; greater than zero
 * @param calibration what is normal for its errors
 */
public record AssetProfile(String asset, List<Double> mean, List<Double> sd, Calibration calibration) {
    public AssetProfile {
        Objects.requireNonNull(asset, "asset");
        Objects.requireNonNull(calibration, "calibration");
        mean = List.copyOf(mean);
        sd = List.copyOf(sd);
    }

    /** The scaler made of mean and standard deviation. */
    public Scaler scaler() {
        return new Scaler(mean, sd);
    }
}

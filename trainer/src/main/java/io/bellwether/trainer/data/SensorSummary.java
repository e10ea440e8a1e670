package io.bellwether.trainer.data;

import io.bellwether.trainer.data.FrameSeries.Stretch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one sensor of one asset did in its usable frames.
 *
 * @param count frames in which it has a value
 * @param mean of those values; 0 when there is none
 * @param sd their standard deviation
 * @param distinct how many different values there are, counted up to {@value #COARSE} + 1
 * @param longestFlat the longest run of frames in which the value did not change, in changes that did not happen
 */
public record SensorSummary(long count, double mean, double sd, int distinct, int longestFlat) {
    /** A sensor with no more values than this moves in steps. */
    public static final int COARSE = 10;

    /** A deviation this small against the mean is rounding. */
    private static final double ROUNDING = 1e-9;

    /** Whether it never moved, or never reported. */
    public boolean isConstant() {
        return sd <= ROUNDING * Math.abs(mean) || sd == 0;
    }

    /** Whether it moves in so few steps that standing still says nothing. */
    public boolean isCoarse() {
        return distinct <= COARSE;
    }

    /** What to divide by: the standard deviation, or for a constant sensor its size, so that small moves stay small. */
    public double scale() {
        if (!isConstant()) {
            return sd;
        }
        return mean == 0 ? 1 : Math.abs(mean);
    }

    /** The same movement, scaled by another mean and deviation. */
    public SensorSummary scaledBy(double otherMean, double otherSd) {
        return new SensorSummary(count, otherMean, otherSd, distinct, longestFlat);
    }

    /** One summary per sensor. */
    public static List<SensorSummary> of(FrameSeries series) {
        List<SensorSummary> summaries = new ArrayList<>();
        for (int s = 0; s < series.sensors(); s++) {
            summaries.add(of(series, s));
        }
        return List.copyOf(summaries);
    }

    private static SensorSummary of(FrameSeries series, int sensor) {
        long count = 0;
        double mean = 0;
        double squares = 0;
        int longestFlat = 0;
        Set<Double> values = new HashSet<>();
        for (Stretch stretch : series.stretches()) {
            double last = Double.NaN;
            int flat = 0;
            for (int f = stretch.from(); f < stretch.to(); f++) {
                double value = series.value(f, sensor);
                if (!Double.isNaN(value)) {
                    count++;
                    double delta = value - mean; // Welford 1962
                    mean += delta / count;
                    squares += delta * (value - mean);
                    flat = value == last ? flat + 1 : 0;
                    longestFlat = Math.max(longestFlat, flat);
                    last = value;
                    if (values.size() <= COARSE) {
                        values.add(value);
                    }
                }
            }
        }
        double sd = count < 2 ? 0 : Math.sqrt(squares / count);
        return new SensorSummary(count, mean, sd, values.size(), longestFlat);
    }
}

package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.ErrorAverage;
import io.bellwether.scoring.Smoothing;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The held-out errors of one ensemble on one asset, averaged in one way as production does it ({@link ErrorAverage}), and
 * what is normal for them. One average goes over all blocks, begun afresh with every stretch. Immutable.
 */
final class AveragedErrors {
    /** Averages below this, in standard deviations of the sensor, are no errors. */
    private static final double MIN_SPREAD = 1e-3;
    /** A centre that follows leaves no less of the spread than this. */
    private static final double LEAST_LEFT = 0.1;

    private final HeldOutErrors errors;
    private final double[] centre; // (sensors)
    private final double[] spread; // (sensors)
    private final double[] z; // (frames, sensors) NaN = none

    AveragedErrors(HeldOutErrors errors, Smoothing smoothing) {
        this.errors = errors;
        int sensors = errors.sensors();
        centre = new double[sensors];
        spread = new double[sensors];
        Arrays.fill(spread, 1);
        z = new double[errors.frames() * sensors];
        average(new Smoothing(smoothing.weight(), 0));
        for (int s = 0; s < sensors; s++) {
            centre[s] = of(s).average().orElse(0);
            spread[s] = Math.max(MIN_SPREAD, rms(s, centre[s]));
        }
        if (smoothing.following() > 0) {
            average(smoothing);
            for (int s = 0; s < sensors; s++) {
                spread[s] *=
                        Math.max(LEAST_LEFT, rms(s, 0)); // how far it goes depends on the spread: once is near enough
            }
        }
        average(smoothing);
    }

    private void average(Smoothing smoothing) {
        int sensors = errors.sensors();
        Arrays.fill(z, Double.NaN);
        ErrorAverage average = new ErrorAverage(smoothing, centre, spread);
        for (Stretch stretch : errors.stretches()) {
            average.reset();
            for (int f = stretch.from(); f < stretch.to(); f++) {
                for (int s = 0; s < sensors; s++) {
                    double error = errors.error(f, s);
                    if (!Double.isNaN(error)) {
                        average.take(s, error);
                        z[f * sensors + s] = average.z(s);
                    }
                }
            }
        }
    }

    /** How far off a value it is, in the root mean square. */
    private double rms(int sensor, double about) {
        return Math.sqrt(of(sensor)
                .map(value -> (value - about) * (value - about))
                .average()
                .orElse(1));
    }

    private DoubleStream of(int sensor) {
        return IntStream.range(0, errors.frames())
                .mapToDouble(f -> z(f, sensor))
                .filter(value -> !Double.isNaN(value));
    }

    /** The number of frames, with or without errors. */
    int frames() {
        return errors.frames();
    }

    /** How far the average is off its centre, in spreads; NaN where there is no error. */
    double z(int frame, int sensor) {
        return z[frame * errors.sensors() + sensor];
    }

    /** (sensors) */
    List<Double> centre() {
        return Arrays.stream(centre).boxed().toList();
    }

    /** (sensors) */
    List<Double> spread() {
        return Arrays.stream(spread).boxed().toList();
    }
}

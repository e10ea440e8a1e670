package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.ErrorAverage;
import io.bellwether.scoring.Smoothing;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.fit.Folds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The held-out errors of one ensemble on one asset, averaged in one way as production does it ({@link ErrorAverage}), and
 * what is normal for them. One average goes over all blocks, begun afresh with every stretch. Immutable.
 *
 * <p>Of few frames centre and spread are known but roughly, and the frames they are of look the more ordinary for it:
 * {@link #leavingOut} has each block judged by the others, as tomorrow's data will be.
 */
final class AveragedErrors {
    /** Averages below this, in standard deviations of the sensor, are no errors. */
    private static final double MIN_SPREAD = 1e-3;
    /** A centre that follows leaves no less of the spread than this. */
    private static final double LEAST_LEFT = 0.1;

    private final HeldOutErrors errors;
    private final Smoothing smoothing;
    private final double[] centre; // (sensors)
    private final double[] spread; // (sensors)
    private final double[] z; // (frames, sensors) NaN = none

    AveragedErrors(HeldOutErrors errors, Smoothing smoothing) {
        this.errors = errors;
        this.smoothing = smoothing;
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

    private AveragedErrors(AveragedErrors normal, double[] z) {
        errors = normal.errors;
        smoothing = normal.smoothing;
        centre = normal.centre;
        spread = normal.spread;
        this.z = z;
    }

    /** The same, with the errors of every block in terms of the centre and spread of all other blocks. */
    AveragedErrors leavingOut(Folds blocks) {
        double[] judged = z.clone();
        for (int s = 0; s < errors.sensors(); s++) {
            leaveOut(s, blocks, judged);
        }
        return new AveragedErrors(this, judged);
    }

    private void leaveOut(int sensor, Folds blocks, double[] judged) {
        double[][] sums = new double[blocks.count()][]; // (blocks, 3)
        double[] all = new double[3];
        for (int block = 0; block < sums.length; block++) {
            sums[block] = sums(sensor, blocks.block(block));
            for (int i = 0; i < all.length; i++) {
                all[i] += sums[block][i];
            }
        }
        double least = MIN_SPREAD / spread[sensor];
        double square = Math.max(least * least, all[2] / all[0]);
        for (int block = 0; block < sums.length; block++) {
            double left = all[0] - sums[block][0];
            if (left > 0) {
                double mean = smoothing.following() > 0 ? 0 : (all[1] - sums[block][1]) / left;
                double others = Math.max(least * least, (all[2] - sums[block][2]) / left - mean * mean);
                double factor = Math.sqrt(square / others);
                for (Stretch part : blocks.block(block)) {
                    for (int f = part.from(); f < part.to(); f++) {
                        judged[f * errors.sensors() + sensor] = (z(f, sensor) - mean) * factor;
                    }
                }
            }
        }
    }

    /** The number of errors in a block, their sum and that of their squares. */
    private double[] sums(int sensor, List<Stretch> block) {
        double[] sums = new double[3];
        for (Stretch part : block) {
            for (int f = part.from(); f < part.to(); f++) {
                double value = z(f, sensor);
                if (!Double.isNaN(value)) {
                    sums[0]++;
                    sums[1] += value;
                    sums[2] += value * value;
                }
            }
        }
        return sums;
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

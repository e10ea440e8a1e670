package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.ErrorAverage;
import io.bellwether.scoring.Smoothing;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.fit.Folds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The held-out errors of one ensemble on one asset, averaged in one way as production does it ({@link ErrorAverage}), and
 * what is normal for them. One average goes over all blocks, begun afresh with every stretch. Immutable.
 *
 * <p>Of few frames centre and spread are known but roughly, and the frames they are of look the more ordinary for it:
 * {@link #leavingOut} has each block judged by the others. Where the sensors are whitened by the other blocks as well, a
 * block that is louder than they are counts twice for it: a margin for the next recording, which differs from this one by
 * more than its blocks do from each other. With many frames that are alike it vanishes.
 */
final class AveragedErrors {
    /** Averages below this, in standard deviations of the sensor, are no errors. */
    private static final double MIN_SPREAD = 1e-3;
    /** A centre that follows leaves no less of the spread than this. */
    private static final double LEAST_LEFT = 0.1;
    /** A block's errors are made so many times as large at most; one that is wholly unlike the others says little of them. */
    private static final double MOST_LOUDER = 2;

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

    private AveragedErrors(HeldOutErrors errors, AveragedErrors normal, double[] z) {
        this.errors = errors;
        smoothing = normal.smoothing;
        centre = normal.centre;
        spread = normal.spread;
        this.z = z;
    }

    /** Other errors, averaged in the same way and in terms of the same centre and spread. */
    AveragedErrors of(HeldOutErrors others) {
        AveragedErrors judged = new AveragedErrors(others, this, new double[others.frames() * others.sensors()]);
        judged.average(smoothing);
        return judged;
    }

    /**
     * The same, with the errors of every block in terms of the centre and spread of all other blocks. A centre that follows
     * is left as it is: it is where the newest errors are, wherever it began.
     */
    AveragedErrors leavingOut(Folds blocks) {
        int sensors = errors.sensors();
        List<List<Stretch>> parts =
                IntStream.range(0, blocks.count()).mapToObj(blocks::block).toList();
        Moments all = new Moments(sensors);
        List<Moments> own = new ArrayList<>();
        for (List<Stretch> part : parts) {
            Moments moments = momentsOf(part);
            own.add(moments);
            all.add(moments);
        }
        double[] judged = z.clone();
        for (int block = 0; block < parts.size(); block++) {
            for (int s = 0; s < sensors; s++) {
                leaveOut(s, parts.get(block), all, own.get(block), judged);
            }
        }
        return new AveragedErrors(errors, this, judged);
    }

    private void leaveOut(int sensor, List<Stretch> block, Moments all, Moments own, double[] judged) {
        double count = all.count[sensor] - own.count[sensor];
        if (count < all.count[sensor] / 2 || count == 0) {
            return; // the others say too little of it
        }
        double least = MIN_SPREAD / spread[sensor];
        double square = Math.max(least * least, all.squares[sensor] / all.count[sensor]);
        double mean = smoothing.following() > 0 ? 0 : (all.sums[sensor] - own.sums[sensor]) / count;
        double others = Math.max(least * least, (all.squares[sensor] - own.squares[sensor]) / count - mean * mean);
        double factor = Math.min(MOST_LOUDER, Math.sqrt(square / others));
        for (Stretch part : block) {
            for (int f = part.from(); f < part.to(); f++) {
                judged[f * errors.sensors() + sensor] = (z(f, sensor) - mean) * factor;
            }
        }
    }

    private Moments momentsOf(List<Stretch> block) {
        Moments moments = new Moments(errors.sensors());
        for (Stretch part : block) {
            for (int f = part.from(); f < part.to(); f++) {
                for (int s = 0; s < errors.sensors(); s++) {
                    double value = z(f, s);
                    if (!Double.isNaN(value)) {
                        moments.count[s]++;
                        moments.sums[s] += value;
                        moments.squares[s] += value * value;
                    }
                }
            }
        }
        return moments;
    }

    /** Of each sensor's errors. */
    private static final class Moments {
        private final double[] count; // (sensors)
        private final double[] sums; // (sensors)
        private final double[] squares; // (sensors) sums of squares

        private Moments(int sensors) {
            count = new double[sensors];
            sums = new double[sensors];
            squares = new double[sensors];
        }

        private void add(Moments other) {
            for (int s = 0; s < count.length; s++) {
                count[s] += other.count[s];
                sums[s] += other.sums[s];
                squares[s] += other.squares[s];
            }
        }
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

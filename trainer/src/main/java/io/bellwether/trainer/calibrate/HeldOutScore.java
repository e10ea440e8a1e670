package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.SensorCalibration;
import io.bellwether.scoring.WhitenedError;
import io.bellwether.scoring.Whitening;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.statistics.Quantile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the held-out errors of one asset come to, frame by frame: the largest of the voting sensors, and all of them
 * together. A frame is whitened by what the other blocks say of the covariance: by its own it would look too harmless, and
 * the threshold would be too low.
 */
final class HeldOutScore {
    /** Both are made equal at the level that so large a part of the held-out frames stays below. */
    private static final double RARE = 0.995;

    private final HeldOutErrors errors;
    private final Folds folds;
    private final List<SensorCalibration> normals; // (sensors)
    private final int[] voters;
    private final double[] largest; // (frames) NaN = no error
    private final @Nullable Whitening whitening;
    private final double[] scores; // (frames) NaN = none

    HeldOutScore(HeldOutErrors errors, Folds folds, List<SensorCalibration> normals) {
        this.errors = errors;
        this.folds = folds;
        this.normals = normals;
        voters = IntStream.range(0, normals.size())
                .filter(s -> normals.get(s).votes())
                .toArray();
        largest = new double[errors.frames()];
        double[] z = new double[voters.length];
        for (int f = 0; f < largest.length; f++) {
            largest[f] = errors(f, z) == 0
                    ? Double.NaN
                    : Arrays.stream(z).map(Math::abs).max().orElseThrow();
        }
        scores = largest.clone();
        whitening = voters.length < 2 ? null : whiten();
    }

    /** How the voting sensors are taken together; null when there are too few of them, or of their errors. */
    @Nullable
    Whitening whitening() {
        return whitening;
    }

    /** @return how many of the voting sensors have an error; {@code z} is 0 for the others */
    private int errors(int frame, double[] z) {
        int known = 0;
        for (int v = 0; v < voters.length; v++) {
            SensorCalibration normal = normals.get(voters[v]);
            double error = errors.smoothed(frame, voters[v]);
            boolean there = !Double.isNaN(error);
            z[v] = there ? (error - normal.centre()) / normal.spread() : 0;
            known += there ? 1 : 0;
        }
        return known;
    }

    private @Nullable Whitening whiten() {
        List<SecondMoments> blocks =
                IntStream.range(0, folds.count()).mapToObj(this::momentsOf).toList();
        SecondMoments all = SecondMoments.sum(blocks);
        double[] whitened = new double[largest.length];
        Arrays.fill(whitened, Double.NaN);
        for (int block = 0; block < folds.count(); block++) {
            SecondMoments own = blocks.get(block);
            SecondMoments others = SecondMoments.sum(
                    blocks.stream().filter(other -> other != own).toList());
            if (others.count() == 0) {
                return null;
            }
            whiten(block, new WhitenedError(voters.length, others.precision()), whitened);
        }
        double scale = Quantile.of(largest, RARE) / Quantile.of(whitened, RARE);
        if (!(scale > 0) || !Double.isFinite(scale)) {
            return null;
        }
        for (int f = 0; f < scores.length; f++) {
            scores[f] = Double.isNaN(whitened[f]) ? scores[f] : Math.max(scores[f], scale * whitened[f]);
        }
        return new Whitening(all.precision(), scale);
    }

    private SecondMoments momentsOf(int block) {
        SecondMoments moments = new SecondMoments(voters.length);
        double[] z = new double[voters.length];
        for (Stretch part : folds.block(block)) {
            for (int f = part.from(); f < part.to(); f++) {
                if (errors(f, z) == voters.length) {
                    moments.add(z);
                }
            }
        }
        return moments;
    }

    private void whiten(int block, WhitenedError together, double[] whitened) {
        double[] z = new double[voters.length];
        double[] pulled = new double[voters.length];
        for (Stretch part : folds.block(block)) {
            for (int f = part.from(); f < part.to(); f++) {
                if (errors(f, z) > 0) {
                    whitened[f] = together.of(z, pulled);
                }
            }
        }
    }

    /** The level that rarely a score exceeds. */
    double rare() {
        return Quantile.of(scores, RARE);
    }

    /** The score of a frame; NaN = none. */
    double of(int frame) {
        return scores[frame];
    }
}

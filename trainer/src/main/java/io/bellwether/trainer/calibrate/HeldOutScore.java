package io.bellwether.trainer.calibrate;

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
 * What the held-out errors of one asset come to, frame by frame, as production scores them. A frame is whitened by what the
 * other blocks say of the covariance: by its own it would look too harmless, and the threshold would be too low.
 */
final class HeldOutScore {
    /** Both are made equal at the level that so large a part of the held-out frames stays below. */
    private static final double RARE = 0.995;

    private final AveragedErrors errors;
    private final Folds folds;
    private final int[] voters;
    private final @Nullable Whitening whitening;
    private final double[] scores; // (frames) NaN = none

    /**
     * The score of every frame.
     *
     * @param voters sensors that vote
     * @param together whether their errors are taken together, where there are enough of them
     */
    HeldOutScore(AveragedErrors errors, Folds folds, int[] voters, boolean together) {
        this(errors, folds, voters, together, Double.NaN);
    }

    /** @param scale of the whitening, if it is known */
    private HeldOutScore(AveragedErrors errors, Folds folds, int[] voters, boolean together, double scale) {
        this.errors = errors;
        this.folds = folds;
        this.voters = voters;
        scores = largest(errors);
        whitening = !together || voters.length < 2 ? null : whiten(scale);
    }

    /** By the same calibration, but every frame judged by what all but its own of these blocks say is normal. */
    HeldOutScore leavingOut(Folds blocks) {
        double scale = whitening == null ? Double.NaN : whitening.scale();
        return new HeldOutScore(errors.leavingOut(blocks), blocks, voters, whitening != null, scale);
    }

    /** How the voting sensors are taken together; null when there are too few of them, or of their errors. */
    @Nullable
    Whitening whitening() {
        return whitening;
    }

    /** (frames) the largest error of each; NaN = none */
    private double[] largest(AveragedErrors errors) {
        double[] largest = new double[errors.frames()];
        double[] z = new double[voters.length];
        for (int f = 0; f < largest.length; f++) {
            largest[f] = known(errors, f, z) == 0
                    ? Double.NaN
                    : Arrays.stream(z).map(Math::abs).max().orElseThrow();
        }
        return largest;
    }

    /** @return how many of the voting sensors have an error; {@code z} is 0 for the others */
    private int known(AveragedErrors errors, int frame, double[] z) {
        int known = 0;
        for (int v = 0; v < voters.length; v++) {
            double error = errors.z(frame, voters[v]);
            boolean there = !Double.isNaN(error);
            z[v] = there ? error : 0;
            known += there ? 1 : 0;
        }
        return known;
    }

    private @Nullable Whitening whiten(double known) {
        List<SecondMoments> blocks =
                IntStream.range(0, folds.count()).mapToObj(this::momentsOf).toList();
        SecondMoments all = SecondMoments.sum(blocks);
        double[] together = missing();
        double[] adjusted = missing();
        for (int block = 0; block < folds.count(); block++) {
            SecondMoments own = blocks.get(block);
            SecondMoments others = SecondMoments.sum(
                    blocks.stream().filter(other -> other != own).toList());
            if (others.count() == 0) {
                return null;
            }
            WhitenedError whitened = new WhitenedError(voters.length, others.precision());
            whiten(errors, folds.block(block), whitened, together, adjusted);
        }
        double scale = Double.isNaN(known) ? Quantile.of(together, RARE) / Quantile.of(adjusted, RARE) : known;
        if (!(scale > 0) || !Double.isFinite(scale)) {
            return null;
        }
        join(together, adjusted, scale, scores);
        return new Whitening(all.precision(), scale);
    }

    private SecondMoments momentsOf(int block) {
        SecondMoments moments = new SecondMoments(voters.length);
        double[] z = new double[voters.length];
        for (Stretch part : folds.block(block)) {
            for (int f = part.from(); f < part.to(); f++) {
                if (known(errors, f, z) == voters.length) {
                    moments.add(z);
                }
            }
        }
        return moments;
    }

    private void whiten(
            AveragedErrors errors, List<Stretch> frames, WhitenedError whitened, double[] together, double[] adjusted) {
        double[] z = new double[voters.length];
        double[] pulled = new double[voters.length];
        double[] gains = new double[voters.length];
        for (Stretch part : frames) {
            for (int f = part.from(); f < part.to(); f++) {
                if (known(errors, f, z) > 0) {
                    together[f] = whitened.of(z, pulled);
                    adjusted[f] = whitened.largestAdjusted(pulled, gains);
                }
            }
        }
    }

    /** (frames) NaN in all of them */
    private double[] missing() {
        double[] missing = new double[scores.length];
        Arrays.fill(missing, Double.NaN);
        return missing;
    }

    private static void join(double[] together, double[] adjusted, double scale, double[] scores) {
        for (int f = 0; f < scores.length; f++) {
            scores[f] = Math.max(together[f], scale * adjusted[f]); // NaN where there is none
        }
    }

    /** The level that rarely a score of other errors exceeds, by the same calibration. */
    double rareOf(HeldOutErrors others) {
        AveragedErrors judged = errors.of(others);
        if (whitening == null) {
            return Quantile.of(largest(judged), RARE);
        }
        double[] together = missing();
        double[] adjusted = missing();
        WhitenedError whitened = new WhitenedError(voters.length, whitening.precision());
        whiten(judged, others.stretches(), whitened, together, adjusted);
        double[] found = missing();
        join(together, adjusted, whitening.scale(), found);
        return Quantile.of(found, RARE);
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

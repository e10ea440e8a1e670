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
        scores = new double[errors.frames()];
        double[] z = new double[voters.length];
        for (int f = 0; f < scores.length; f++) {
            scores[f] = errors(f, z) == 0 ? Double.NaN : largest(z);
        }
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

    /** @return how many of the voting sensors have an error; {@code z} is 0 for the others */
    private int errors(int frame, double[] z) {
        return errors(errors, frame, z);
    }

    private int errors(AveragedErrors errors, int frame, double[] z) {
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
        double[] together = new double[scores.length];
        double[] adjusted = new double[scores.length];
        Arrays.fill(together, Double.NaN);
        Arrays.fill(adjusted, Double.NaN);
        for (int block = 0; block < folds.count(); block++) {
            SecondMoments own = blocks.get(block);
            SecondMoments others = SecondMoments.sum(
                    blocks.stream().filter(other -> other != own).toList());
            if (others.count() == 0) {
                return null;
            }
            whiten(block, new WhitenedError(voters.length, others.precision()), together, adjusted);
        }
        double scale = Double.isNaN(known) ? Quantile.of(together, RARE) / Quantile.of(adjusted, RARE) : known;
        if (!(scale > 0) || !Double.isFinite(scale)) {
            return null;
        }
        for (int f = 0; f < scores.length; f++) {
            scores[f] = Math.max(together[f], scale * adjusted[f]); // NaN where there is none
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

    private void whiten(int block, WhitenedError whitened, double[] together, double[] adjusted) {
        double[] z = new double[voters.length];
        double[] pulled = new double[voters.length];
        double[] gains = new double[voters.length];
        for (Stretch part : folds.block(block)) {
            for (int f = part.from(); f < part.to(); f++) {
                if (errors(f, z) > 0) {
                    together[f] = whitened.of(z, pulled);
                    adjusted[f] = whitened.largestAdjusted(pulled, gains);
                }
            }
        }
    }

    /** The level that rarely a score of other errors exceeds, by the same calibration. */
    double rareOf(HeldOutErrors others) {
        AveragedErrors judged = errors.of(others);
        WhitenedError whitened = whitening == null ? null : new WhitenedError(voters.length, whitening.precision());
        double scale = whitening == null ? Double.NaN : whitening.scale();
        double[] found = new double[scores.length];
        double[] z = new double[voters.length];
        double[] pulled = new double[voters.length];
        double[] gains = new double[voters.length];
        for (int f = 0; f < found.length; f++) {
            if (errors(judged, f, z) == 0) {
                found[f] = Double.NaN;
            } else if (whitened == null) {
                found[f] = largest(z);
            } else {
                double together = whitened.of(z, pulled);
                found[f] = Math.max(together, scale * whitened.largestAdjusted(pulled, gains));
            }
        }
        return Quantile.of(found, RARE);
    }

    private static double largest(double[] z) {
        return Arrays.stream(z).map(Math::abs).max().orElseThrow();
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

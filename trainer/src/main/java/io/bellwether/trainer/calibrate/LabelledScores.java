package io.bellwether.trainer.calibrate;

import io.bellwether.scoring.Scorer;
import io.bellwether.series.Frame;
import io.bellwether.trainer.data.FrameSeries;
import io.bellwether.trainer.fit.Folds;
import io.bellwether.trainer.threshold.HeldOutScores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What production would have scored of all frames of one asset, those that are labelled anomalous and were left out of
 * training, too: each by networks that have seen neither it nor the block that it stands in or behind.
 */
final class LabelledScores {
    private final FrameSeries frames;
    private final long period; // milliseconds
    private final double[] scores; // (frames) NaN = none

    /** @param scorers one for each block */
    LabelledScores(FrameSeries frames, Folds folds, List<Scorer> scorers, Duration period) {
        this.frames = frames;
        this.period = period.toMillis();
        scores = new double[frames.frames()];
        Arrays.fill(scores, Double.NaN);
        for (int block = 0; block < scorers.size(); block++) {
            score(scorers.get(block), block == 0 ? 0 : begin(folds, block), begin(folds, block + 1));
        }
    }

    /** The first frame of a block, or if it is empty of the next; behind the last one, that after all frames. */
    private int begin(Folds folds, int block) {
        return IntStream.range(block, folds.count())
                .mapToObj(folds::block)
                .filter(parts -> !parts.isEmpty())
                .findFirst()
                .map(parts -> parts.get(0).from())
                .orElse(frames.frames());
    }

    /** Runs from the very beginning, for the memory's sake. */
    private void score(Scorer scorer, int from, int to) {
        Scorer.State state = scorer.newState();
        Frame frame = new Frame(frames.sensors());
        for (int f = 0; f < to; f++) {
            if (isAfterGap(f)) {
                state.reset();
            }
            frames.fill(f, frame);
            double score = scorer.score(frame, state).value();
            if (f >= from && state.isWarm()) {
                scores[f] = score;
            }
        }
    }

    /** The score of a frame; NaN = none. */
    double of(int frame) {
        return scores[frame];
    }

    private boolean isAfterGap(int frame) {
        return frame > 0 && frames.time(frame) - frames.time(frame - 1) > period;
    }

    /** With the labels, cut at gaps. */
    HeldOutScores labelled() {
        List<double[]> stretches = new ArrayList<>();
        List<boolean[]> labels = new ArrayList<>();
        int from = 0;
        for (int f = 1; f <= scores.length; f++) {
            if (f == scores.length || isAfterGap(f)) {
                stretches.add(Arrays.copyOfRange(scores, from, f));
                labels.add(labels(from, f));
                from = f;
            }
        }
        return HeldOutScores.labelled(stretches, labels, Duration.ofMillis(period));
    }

    private boolean[] labels(int from, int to) {
        boolean[] labels = new boolean[to - from];
        for (int f = from; f < to; f++) {
            labels[f - from] = frames.isAnomalous(f);
        }
        return labels;
    }
}

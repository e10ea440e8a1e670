package io.bellwether.trainer.fit;

import io.bellwether.network.NetworkKind;
import io.bellwether.trainer.config.NetworkSizes;
import io.bellwether.trainer.data.FrameSeries.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** All windows of some frames of all assets, each within one stretch. Immutable. */
final class Windows {
    private final List<ScaledSeries> assets;
    private final NetworkSizes sizes;
    private final List<Run> runs = new ArrayList<>();
    private final int count;

    /** Windows that begin one frame after the other: {@code before} others come first. */
    private record Run(int asset, int firstFrame, int windows, int before) {}

    /** @param frames the frames to take of an asset */
    Windows(List<ScaledSeries> assets, NetworkSizes sizes, Function<ScaledSeries, List<Stretch>> frames) {
        this.assets = assets;
        this.sizes = sizes;
        int found = 0;
        for (int asset = 0; asset < assets.size(); asset++) {
            for (Stretch stretch : frames.apply(assets.get(asset))) {
                int windows = stretch.length() - sizes.frames() + 1;
                if (windows > 0) {
                    runs.add(new Run(asset, stretch.from(), windows, found));
                    found += windows;
                }
            }
        }
        count = found;
    }

    int count() {
        return count;
    }

    /** Some windows, drawn with replacement. */
    Batch draw(int windows, SplittableRandom random) {
        Batch batch = newBatch(windows);
        for (int w = 0; w < windows; w++) {
            fill(batch, w, random.nextInt(count));
        }
        return batch;
    }

    /** At most this many windows, evenly spread over all. */
    Batch spread(int atMost) {
        int windows = Math.min(atMost, count);
        Batch batch = newBatch(windows);
        for (int w = 0; w < windows; w++) {
            fill(batch, w, (int) ((long) w * count / windows));
        }
        return batch;
    }

    private Batch newBatch(int windows) {
        int sensors = assets.get(0).frames().sensors();
        return new Batch(windows, sensors, sizes.horizon() * sensors, sizes.steps());
    }

    private void fill(Batch batch, int window, int index) {
        Run run = runOf(index);
        ScaledSeries series = assets.get(run.asset());
        int first = run.firstFrame() + index - run.before();
        boolean predictor = sizes.kind() == NetworkKind.LSTM_PREDICTOR;
        int steps = sizes.steps();
        int sensors = series.frames().sensors();
        for (int s = 0; s < sensors; s++) {
            for (int t = 0; t < steps; t++) {
                batch.input[batch.at(window, s, t)] = series.x(first + t, s);
                for (int ahead = 0; ahead < sizes.horizon(); ahead++) {
                    int at = batch.targetAt(window, ahead * sensors + s, t);
                    // A predictor forecasts the frames after; an autoencoder rebuilds the window newest frame first.
                    int target = predictor ? first + t + 1 + ahead : first + steps - 1 - t;
                    boolean counts = series.isSeen(target, s) && (!predictor || t >= NetworkSizes.BURN_IN);
                    batch.target[at] = series.x(target, s);
                    batch.mask[at] = counts ? 1f : 0f;
                }
            }
        }
    }

    private Run runOf(int index) {
        int low = 0;
        int high = runs.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (runs.get(middle).before() <= index) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return runs.get(low);
    }
}
